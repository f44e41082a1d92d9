/**
 * A recording as one HTML file that needs nothing else: the bytes of the recording, the panel, and what answers the panel. In: the
 * recording, the built parts, a title. Out: the file's text, the same for the same input.
 *
 * Safe to open from a disk: the policy allows the two scripts by their hashes and no others, no network, no frames. Nothing of the
 * program is in the markup but its file's name, escaped; the recording is base64. The one nonce is for the style element the component
 * toolkit makes; it is no secret, and styles are all it opens.
 */
import type { ReplayParts } from '../protocol';
import { toBase64, replayDataIds } from './replayData';

export interface ReplayFileInput {
  /** Of a `.heapglass` file. */
  readonly recording: Uint8Array;
  /** Of the page: the scenario's file name. */
  readonly title: string;
  /** The moment to begin with; the last one before the end of the program if null. */
  readonly step: number | null;
  readonly parts: ReplayParts;
}

// Every host has these; the core's library setting doesn't declare them.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
declare const crypto: { readonly subtle: { digest(algorithm: 'SHA-256', bytes: Uint8Array): Promise<ArrayBuffer> } };

export async function replayFile({ recording, title, step, parts }: ReplayFileInput): Promise<string> {
  const scripts = [scriptText(parts.replayScript), scriptText(parts.panelScript)];
  const styles = [styleText(parts.panelStyle), styleText(parts.replayStyle)];
  const hashes = await Promise.all([...scripts, ...styles].map(hashOf));
  const nonce = (await digest(recording)).slice(0, 22).replace(/[+/]/g, 'x');
  const policy = [
    "default-src 'none'", `script-src ${hashes.slice(0, 2).join(' ')}`, `style-src ${hashes.slice(2).join(' ')} 'nonce-${nonce}'`,
    'img-src data:', "base-uri 'none'", "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${nonce}">
<meta name="generator" content="Heapglass">
<title>${markupText(title)} - Heapglass</title>
<style>${styles[0] ?? ''}</style>
<style>${styles[1] ?? ''}</style>
</head>
<body>
<noscript><p>This page replays a recorded run of ${markupText(title)}: it needs JavaScript. Nothing leaves the page.</p></noscript>
<div id="replay"><section id="source" aria-label="Source"></section><div id="heapglass"></div></div>
<script type="application/octet-stream" id="${replayDataIds.recording}">${toBase64(recording)}</script>
<script type="application/json" id="${replayDataIds.options}">${JSON.stringify({ step })}</script>
<script>${scripts[0] ?? ''}</script>
<script>${scripts[1] ?? ''}</script>
</body>
</html>
`;
}

/**
 * A script as it may stand in a page. esbuild writes `<\/script>` in strings by itself; what would still end the element or begin a
 * comment in it is written with an escape that means the same in strings, templates and regular expressions.
 */
function scriptText(script: string): string {
  return normalised(script).replace(/<(?=\/script|!--)/gi, '\\x3C');
}

function styleText(style: string): string {
  return normalised(style).replace(/<(?=\/style)/gi, '\\3C ');
}

/** As a parser of HTML reads it: the policy's hashes are of what it has read. */
function normalised(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
}

function markupText(text: string): string {
  // A lone surrogate can't be written in UTF-8.
  return text.replace(/\p{Surrogate}|\p{Cc}/gu, '\ufffd').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function digest(bytes: Uint8Array): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

async function hashOf(text: string): Promise<string> {
  return `'sha256-${await digest(new TextEncoder().encode(text))}'`;
}
