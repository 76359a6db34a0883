/**
 * RDKit's physical descriptors as a fixed list. For a polymer they are those of the cyclic oligomer per repeat unit, but
 * rings are counted in the unit alone, so that the ring that closes the oligomer does not show. (Rotatable bonds are
 * therefore those of side groups: RDKit takes no bond of a ring for rotatable.)
 */

interface PhysicalDescriptor {
  readonly name: string;
  /** Per repeat unit for a polymer. */
  readonly extensive: boolean;
  /** Counted in the repeat unit. */
  readonly rings: boolean;
}

const INTENSIVE = ['FractionCSP3'];
const RINGS = /Rings|Heterocycles|Spiro|Bridgehead/;

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
    rings: RINGS.test(name),
  }));

/**
 * The values of RDKit's answer (JSON text), in the order of PHYSICAL; for a polymer `json` is that of the oligomer, and
 * `polymer` the answer for the open unit and the number of units. Throws where a value is missing or not finite.
 */
export function readPhysical(
  json: string,
  polymer?: { readonly unit: string; readonly units: number },
): number[] {
  const whole = JSON.parse(json) as Record<string, unknown>;
  const unit = polymer && (JSON.parse(polymer.unit) as Record<string, unknown>);
  return PHYSICAL.map(({ name, extensive, rings }) => {
    const value = (rings && unit ? unit : whole)[name];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new RangeError(`RDKit's ${name} is ${String(value)}.`);
    }
    return polymer && extensive && !rings ? value / polymer.units : value;
  });
}
