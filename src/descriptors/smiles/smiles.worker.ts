/**
 * The only place of the page that loads RDKit (2.4 MB over the wire, and it needs eval), on the first request. A chunk of its
 * own, because the page's policy allows eval on this script alone.
 */
import initRDKit from '@rdkit/rdkit';
import wasmUrl from '@rdkit/rdkit/RDKit_minimal.wasm?url';
import { offer } from '../../workers/offer.ts';
import { smilesApi } from './smiles-api.ts';

offer(smilesApi(() => initRDKit({ locateFile: () => wasmUrl })));
