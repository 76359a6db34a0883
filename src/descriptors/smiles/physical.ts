/**
 * RDKit's physical descriptors as a fixed list. For a polymer, what grows with the molecule is given per repeat unit, so
 * that the number of units in the ring does not show.
 */

interface PhysicalDescriptor {
  readonly name: string;
  /** Per repeat unit for a polymer. */
  readonly extensive: boolean;
  /** The ring that closes the oligomer counts as one of these and is taken away. */
  readonly countsClosingRing: boolean;
}

const INTENSIVE = ['FractionCSP3'];
const CLOSING_RING = ['NumRings', 'NumAliphaticRings'];

/** In RDKit's order. */
export const PHYSICAL: readonly PhysicalDescriptor[] = (
  'exactmw amw lipinskiHBA lipinskiHBD NumRotatableBonds NumHBD NumHBA NumHeavyAtoms NumAtoms NumHeteroatoms ' +
  'NumAmideBonds FractionCSP3 NumRings NumAromaticRings NumAliphaticRings NumSaturatedRings NumHeterocycles ' +
  'NumAromaticHeterocycles NumSaturatedHeterocycles NumAliphaticHeterocycles NumSpiroAtoms NumBridgeheadAtoms ' +
  'NumAtomStereoCenters NumUnspecifiedAtomStereoCenters labuteASA tpsa CrippenClogP CrippenMR ' +
  'chi0v chi1v chi2v chi3v chi4v chi0n chi1n chi2n chi3n chi4n hallKierAlpha kappa1 kappa2 kappa3 Phi'
)
  .split(' ')
  .map((name) => ({
    name,
    extensive: !INTENSIVE.includes(name),
    countsClosingRing: CLOSING_RING.includes(name),
  }));

/**
 * The values of RDKit's answer (JSON text), in the order of PHYSICAL; `units` is 0 for a molecule.
 * Throws where one is missing or not finite.
 */
export function readPhysical(json: string, units: number): number[] {
  const found = JSON.parse(json) as Record<string, unknown>;
  return PHYSICAL.map(({ name, extensive, countsClosingRing }) => {
    const value = found[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new RangeError(`RDKit's ${name} is ${String(value)}.`);
    }
    if (units === 0 || !extensive) return value;
    return (countsClosingRing ? value - 1 : value) / units;
  });
}
