/** Made by the build: imports every test file of this folder. */
declare module '#test-files';
