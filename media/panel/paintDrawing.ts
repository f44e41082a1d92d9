/**
 * A drawing as points: the text of an SVG file in, the bytes of a PNG file out. The drawing is loaded as an image, so nothing in it runs,
 * and drawn on a canvas that nobody sees.
 */

/** Larger canvases are refused by browsers: the picture gets smaller instead. */
const mostPixels = 8192;

export async function paintDrawing(svg: string, scale: number): Promise<ArrayBuffer> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const factor = Math.min(scale, mostPixels / Math.max(image.naturalWidth, image.naturalHeight, 1));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * factor));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * factor));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('there is no canvas to draw on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('the drawing could not be turned into points');
    return await blob.arrayBuffer();
  } finally {
    URL.revokeObjectURL(address);
  }
}
