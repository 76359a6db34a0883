/** Formulas as minerals, oxides, hydrates, complexes and alloys are written, each with its composition worked out by hand. */
import { describe, expect, test } from 'vitest';
import { ELEMENTS } from '../../../src/descriptors/composition/element-table.ts';
import { parseFormula } from '../../../src/descriptors/composition/formula.ts';

/** 'Mg1Si2O5' and nothing cleverer: the other side of every comparison. */
function flat(text: string): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const [, symbol = '', amount = ''] of text.matchAll(/([A-Z][a-z]?)([\d.]*)/g)) {
    sums[symbol] = (sums[symbol] ?? 0) + Number(amount || 1);
  }
  return sums;
}

function atoms(text: string): Record<string, number> | string {
  const parsed = parseFormula(text);
  if (!parsed.ok) return parsed.problem.code;
  const { elements, amounts } = parsed.composition;
  return Object.fromEntries<number>(
    elements.map((z, i) => [ELEMENTS.symbols[z - 1] ?? '', amounts[i] ?? NaN]),
  );
}

const LIST = `
MgO.2SiO2 MgSi2O5
MgO.SiO2 MgSiO3
2MgO.SiO2 Mg2SiO4
CaO.SiO2 CaSiO3
3CaO.SiO2 Ca3SiO5
2CaO.SiO2 Ca2SiO4
3CaO.Al2O3 Ca3Al2O6
12CaO.7Al2O3 Ca12Al14O33
4CaO.Al2O3.Fe2O3 Ca4Al2Fe2O10
CaO.2Al2O3 CaAl4O7
CaO.6Al2O3 CaAl12O19
3Al2O3.2SiO2 Al6Si2O13
Al2O3.2SiO2.2H2O Al2Si2O9H4
Al2O3.4SiO2.H2O Al2Si4O12H2
K2O.Al2O3.6SiO2 K2Al2Si6O16
Na2O.Al2O3.6SiO2 Na2Al2Si6O16
Na2O.Al2O3.2SiO2 Na2Al2Si2O8
CaO.Al2O3.2SiO2 CaAl2Si2O8
2CaO.Al2O3.SiO2 Ca2Al2SiO7
2MgO.2Al2O3.5SiO2 Mg2Al4Si5O18
Li2O.Al2O3.4SiO2 Li2Al2Si4O12
3BeO.Al2O3.6SiO2 Be3Al2Si6O18
BaO.2SiO2 BaSi2O5
BaO.6Fe2O3 BaFe12O19
SrO.6Fe2O3 SrFe12O19
PbO.6Fe2O3 PbFe12O19
Li2O.2SiO2 Li2Si2O5
Na2O.2SiO2 Na2Si2O5
Na2O.3SiO2 Na2Si3O7
Na2O.2B2O3 Na2B4O7
Na2O.CaO.6SiO2 Na2CaSi6O14
CaO.TiO2 CaTiO3
BaO.4TiO2 BaTi4O9
2BaO.9TiO2 Ba2Ti9O20
ZnO.Al2O3 ZnAl2O4
3Y2O3.5Al2O3 Y6Al10O24
2Y2O3.Al2O3 Y4Al2O9
P2O5.24WO3 P2W24O77
SiO2.12MoO3 SiMo12O38
3MgO.4SiO2.H2O Mg3Si4O12H2
3MgO.2SiO2.2H2O Mg3Si2O9H4
CaO.3B2O3.4H2O CaB6O14H8
CuSO4.5H2O CuSO9H10
CoCl2.6NH3 CoCl2N6H18
CoCl3.6NH3 CoCl3N6H18
CoCl3.5NH3 CoCl3N5H15
CuSO4.4NH3 CuSO4N4H12
NiCl2.6NH3 NiCl2N6H18
CaCl2.8NH3 CaCl2N8H24
MgCl2.6NH3 MgCl2N6H18
AgCl.2NH3 AgClN2H6
PtCl4.4NH3 PtCl4N4H12
FeSO4.7H2O FeSO11H14
NiSO4.6H2O NiSO10H12
MgSO4.7H2O MgSO11H14
ZnSO4.7H2O ZnSO11H14
MnSO4.4H2O MnSO8H8
CoCl2.6H2O CoCl2O6H12
CrCl3.6H2O CrCl3O6H12
Al(NO3)3.9H2O AlN3O18H18
Fe(NO3)3.9H2O FeN3O18H18
Al2(SO4)3.18H2O Al2S3O30H36
KAl(SO4)2.12H2O KAlS2O20H24
Na2CO3.10H2O Na2CO13H20
Na2B4O7.10H2O Na2B4O17H20
CaSO4.2H2O CaSO6H4
CaSO4.0.5H2O CaSO4.5H
BaCl2.2H2O BaCl2O2H4
(NH4)2SO4 N2H8SO4
(NH4)6Mo7O24.4H2O N6H32Mo7O28
Fe(III) Fe
Fe(III)2O3 Fe2O3
Fe(II)O FeO
Fe(II)Fe(III)2O4 Fe3O4
Zr(IV)O2 ZrO2
Mn(IV)O2 MnO2
Cu(I)2O Cu2O
Cu(II)O CuO
Ti(IV)O2 TiO2
Sn(IV)O2 SnO2
Ce(III)PO4 CePO4
V(V)2O5 V2O5
Co(II)Cl2 CoCl2
Ni(II)SO4 NiSO4
K4[Fe(II)(CN)6] K4FeC6N6
CaFe3+ CaFe
Fe3+ Fe
Ca2+ Ca
Al3+ Al
Na+ Na
NH4+ NH4
SO4-2 SO4
SO4^2- SO4
PO4^3- PO4
CO3^{2-} CO3
[Fe(CN)6]3- FeC6N6
[Co(NH3)6]3+ CoN6H18
La[3+] La
Ti[4+]O2 TiO2
O[2-] O
Fe(3+) Fe
D2O H2O
HDO H2O
LiD LiH
ND3 NH3
alpha-Al2O3 Al2O3
α-Al2O3 Al2O3
γ-Al2O3 Al2O3
gamma-Fe2O3 Fe2O3
β-Ga2O3 Ga2O3
beta-Si3N4 Si3N4
ε-Fe2O3 Fe2O3
delta-MnO2 MnO2
c-ZrO2 ZrO2
t-ZrO2 ZrO2
m-ZrO2 ZrO2
h-BN BN
2H-MoS2 MoS2
4H-SiC SiC
6H-SiC SiC
3C-SiC SiC
rutile-TiO2 TiO2
TiO2-anatase TiO2
TiO2|(rutile) TiO2
cubic|ZrO2 ZrO2
ZrO2|(cubic) ZrO2
H2O(l) H2O
H2O(g) H2O
NaCl(aq) NaCl
CO2(g) CO2
SiO2(cr) SiO2
SiO2|(amorphous) SiO2
NaCl(s) NaCl
Al2O3|(99.9%) Al2O3
TiO2|99.99% TiO2
99.5%|MgO MgO
ZnO,99.999% ZnO
La1.85Sr0.15CuO4 La1.85Sr0.15CuO4
La1.8Sr0.2CuO4 La1.8Sr0.2CuO4
YBa2Cu3O6.9 YBa2Cu3O6.9
YBa2Cu3O7 YBa2Cu3O7
SrCuO2.5 SrCuO2.5
SrFeO2.5F0.5 SrFeO2.5F0.5
Ba0.5Sr0.5Co0.8Fe0.2O3 Ba0.5Sr0.5Co0.8Fe0.2O3
LiNi0.8Co0.15Al0.05O2 LiNi0.8Co0.15Al0.05O2
LiNi1/3 unexpected-character
Li6.5La3Zr1.5Ta0.5O12 Li6.5La3Zr1.5Ta0.5O12
Li1.3Al0.3Ti1.7(PO4)3 Li1.3Al0.3Ti1.7P3O12
Na3.2Zr2Si2.2P0.8O12 Na3.2Zr2Si2.2P0.8O12
Li10GeP2S12 Li10GeP2S12
Li6PS5Cl Li6PS5Cl
Li5.5PS4.5Cl1.5 Li5.5PS4.5Cl1.5
K0.5Na0.5NbO2.9F0.1 K0.5Na0.5NbO2.9F0.1
CsPbI2.7Br0.3 CsPbI2.7Br0.3
CsPbBr1.5I1.5 CsPbBr1.5I1.5
CH3NH3PbI2.5Br0.5 CNH6PbI2.5Br0.5
BaTiO2.5N0.3 BaTiO2.5N0.3
Ca10(PO4)6F1.5Cl0.5 Ca10P6O24F1.5Cl0.5
CH1.5O0.3N0.1 CH1.5O0.3N0.1
C10H8O2.5N0.3S0.1 C10H8O2.5N0.3S0.1
Fe.5Ni.5 Fe0.5Ni0.5
Ca.5Sr.5TiO3 Ca0.5Sr0.5TiO3
Ti.9V.1 Ti0.9V0.1
Fe0.95O Fe0.95O
TiO1.95 TiO1.95
WO2.72 WO2.72
UO2.25 UO2.25
CeO1.8 CeO1.8
Co0.2Cr0.2Fe0.2Mn0.2Ni0.2 Co0.2Cr0.2Fe0.2Mn0.2Ni0.2
Al0.5CoCrFeNi Al0.5CoCrFeNi
Zr41.2Ti13.8Cu12.5Ni10Be22.5 Zr41.2Ti13.8Cu12.5Ni10Be22.5
Pd40Ni40P20 Pd40Ni40P20
Fe80B20 Fe80B20
(Fe0.5Ni0.5)80B20 Fe40Ni40B20
Nd2Fe14B Nd2Fe14B
SmCo5 SmCo5
Ni3Al Ni3Al
Bi0.5Sb1.5Te3 Bi0.5Sb1.5Te3
Bi2Te2.7Se0.3 Bi2Te2.7Se0.3
Mg2Si0.4Sn0.6 Mg2Si0.4Sn0.6
CoSb3 CoSb3
PbTe0.7S0.3 PbTe0.7S0.3
Cu2ZnSnS4 Cu2ZnSnS4
CuIn0.7Ga0.3Se2 CuIn0.7Ga0.3Se2
GaAs0.5P0.5 GaAs0.5P0.5
In0.53Ga0.47As In0.53Ga0.47As
KAlSi3O8 KAlSi3O8
NaAlSi3O8 NaAlSi3O8
CaAl2Si2O8 CaAl2Si2O8
KAl2(AlSi3O10)(OH)2 KAl3Si3O12H2
Mg3Si4O10(OH)2 Mg3Si4O12H2
Ca5(PO4)3OH Ca5P3O13H
Ca5(PO4)3(OH) Ca5P3O13H
Cu2CO3(OH)2 Cu2CO5H2
CaMg(CO3)2 CaMgC2O6
Fe3Al2(SiO4)3 Fe3Al2Si3O12
(Mg,Fe)2SiO4 unexpected-character
Ca2Mg5Si8O22(OH)2 Ca2Mg5Si8O24H2
Al2SiO5 Al2SiO5
ZrSiO4 ZrSiO4
FeTiO3 FeTiO3
CaTiO3 CaTiO3
MgAl2O4 MgAl2O4
K3[Fe(CN)6] K3FeC6N6
[Cu(NH3)4]SO4 CuN4H12SO4
[Co(NH3)6]Cl3 CoN6H18Cl3
[Pt(NH3)2Cl2] PtN2H6Cl2
Ni(CO)4 NiC4O4
Fe(C5H5)2 FeC10H10
Zn4O(C8H4O4)3 Zn4C24H12O13
La1-xSrxMnO3 unexpected-character
YBa2Cu3O7-x unexpected-character
YBa2Cu3O7-δ unexpected-character
Fe1-2O3 unexpected-character
Ti-6Al-4V unexpected-character
Xx2O3 unknown-element
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

describe('formulas of minerals, oxides, hydrates, complexes and alloys', () => {
  test('are two hundred', () => expect(LIST.length).toBeGreaterThanOrEqual(200));

  test.each(LIST)('%s', (written = '', expected = '') => {
    // '|' stands for a blank in the list.
    const found = atoms(written.replaceAll('|', ' '));
    if (/^[a-z]/.test(expected)) expect(found).toBe(expected);
    else {
      const wanted = flat(expected);
      expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
      for (const [symbol, amount] of Object.entries(found)) {
        expect(amount, symbol).toBeCloseTo(wanted[symbol] ?? NaN, 9);
      }
    }
  });
});
