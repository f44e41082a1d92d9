/** Made by the build: imports every test file of this folder. */
declare module '#test-files';

/** Made by the build: the bundled scenarios and what CPython 3.12 printed for each. */
declare module '#scenarios' {
  const scenarios: readonly { readonly name: string; readonly source: string; readonly printed: string }[];
  export default scenarios;
}
