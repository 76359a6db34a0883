// Modules without types of their own.

/** AssemblyScript source, compiled by the build: the bytes of the WebAssembly module. */
declare module '*.ts?asc' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** The version in package.json, filled in by the build. */
declare const __APP_VERSION__: string;
