/** Where the build puts the tfjs .wasm files, as absolute addresses: in a worker tfjs cannot resolve relative ones. */
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/** The threaded build is never asked for, so it is not shipped; tfjs wants an address for it all the same. */
export function wasmAddresses(): Record<string, string> {
  const absolute = (address: string) => new URL(address, import.meta.url).href;
  return {
    'tfjs-backend-wasm.wasm': absolute(plain),
    'tfjs-backend-wasm-simd.wasm': absolute(simd),
    'tfjs-backend-wasm-threaded-simd.wasm': absolute(simd),
  };
}
