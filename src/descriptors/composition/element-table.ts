/**
 * Facts about the elements with Z = 1 to 94, one line each, and the properties that descriptors are made of.
 * Only properties that a test compares with a published table (within 1 %) stand here.
 * Rule for blanks (`_`, not known): the mean of the property over the elements that have a value.
 */

/*
 * Columns: symbol, group (lanthanides and actinides: 3), period, outer electrons, atomic weight, Pettifor's
 * Mendeleev number, covalent radius (pm), Pauling electronegativity, first ionisation energy (eV),
 * electron affinity (kJ/mol), melting and boiling point (K), density (kg/m3, gases at 0 C), dipole polarisability
 * (angstrom3), heat of vaporisation and of fusion (kJ/mol), and of the ground-state crystal by density
 * functional theory: volume (angstrom3/atom), band gap (eV), magnetic moment (Bohr magnetons/atom), energy (eV/atom).
 */
const FACTS = `
H   1 1 s1            1.0079      92      31     2.2  13.598    72.8   14.01   20.13  0.0899 0.66679   0.452    0.06   6.615   7.853       0 -3.3313
He 18 1 s2            4.0026      98      28       _  24.587       0       _    4.07  0.1785 0.20505   0.083       _  12.305  18.098       0 0.0011354
Li  1 2 s1             6.941       1     128    0.98  5.3917    59.6  453.69    1615     535  24.335     147       3  16.593       0       0 -1.8699
Be  2 2 s2            9.0122      67      96    1.57  9.3227       0    1560    2743    1848     5.6     297   7.895    7.89       0       0  -3.755
B  13 2 s2p1          10.811      72      84    2.04   8.298    26.7    2348    4273    2460    3.03     507    50.2  7.1725   1.524       0 -6.6777
C  14 2 s2p2          12.011      77      76    2.55   11.26   153.9    3823    4300    2260    1.67     715   117.4    5.64   4.496       0 -9.2097
N  15 2 s2p3          14.007      82      71    3.04  14.534       7   63.05   77.21   1.251     1.1    2.79   0.355  14.769   6.437       0 -8.2114
O  16 2 s2p4          15.999      87      66    3.44  13.618     141    54.8    90.1   1.429   0.802    3.41    0.22   9.105       0       0 -4.7568
F  17 2 s2p5          18.998      93      57    3.98  17.423     328    53.5   84.88   1.696   0.557    3.27   0.255  9.7075    1.97       0 -1.6981
Ne 18 2 s2p6          20.179      99      58       _  21.565       0   24.56   26.92     0.9 0.39432    1.75   0.164   12.64  13.088       0 0.094036
Na  1 3 s1             22.99       2     166    0.93  5.1391    52.8  370.87    1156     968   24.11    97.7     2.6  29.243       0       0 -1.2602
Mg  2 3 s2            24.305      68     141    1.31  7.6462       0     923    1363    1738  10.767     128    8.48   22.89       0       0 -1.5423
Al 13 3 s2p1          26.982      73     121    1.61  5.9858    42.5  933.47    2792    2700     6.8     293   10.71   16.48       0       0 -3.7454
Si 14 3 s2p2          28.085      78     111     1.9  8.1517   133.6    1687    3173    2330    5.53     359   50.21   20.44   0.773       0 -5.4249
P  15 3 s2p3          30.974      83     107    2.19  10.487      72   317.3   553.5    1823    3.63    12.4   18.54   22.57   1.625       0 -5.4005
S  16 3 s2p4          32.065      88     105    2.58   10.36     200  388.36  717.72    1960     2.9     9.8   1.721  25.787   2.202       0 -4.0972
Cl 17 3 s2p5          35.453      94     102    3.16  12.968     349   171.6  238.96   3.214    2.18    10.2     3.2  24.497   2.493       0 -1.7844
Ar 18 3 s2p6          39.948     100     106       _   15.76       0    83.8    87.2   1.784  1.6411     6.5    1.18   28.54    9.26       0 0.058541
K   1 4 s1            39.098       3     203    0.82  4.3407    48.4  336.53    1032     856   43.23    76.9   2.335  73.107       0       0 -1.0975
Ca  2 4 s2            40.078       7     176       1  6.1132    2.37    1115    1757    1550  25.733     155    8.54   37.77       0       0 -1.9483
Sc  3 4 s2d1          44.956      11     170    1.36  6.5615    18.1    1814    3103    2985    17.8     318    14.1  22.235       0       0 -6.2855
Ti  4 4 s2d2          47.867      43     160    1.54  6.8281     7.6    1941    3560    4507    14.6     425   14.15   16.69       0       0 -7.7752
V   5 4 s2d3          50.941      46     153    1.63  6.7462    50.6    2183    3680    6110    12.4     453    21.5   13.01       0       0 -8.9393
Cr  6 4 s1d5          51.996      49     139    1.66  6.7665    64.3    2180    2944    7140    11.6     339      21   11.19       0       0 -9.5057
Mn  7 4 s2d5          54.938      52     139    1.55   7.434       0    1519    2334    7470     9.4     220   12.91  10.488       0       0 -9.0206
Fe  8 4 s2d6          55.845      55     132    1.83  7.9024    15.7    1811    3134    7874     8.4     347   13.81   10.73       0  2.1107 -8.2855
Co  9 4 s2d7          58.933      58     126    1.88   7.881    63.7    1768    3200    8900     7.5     375    16.2  10.245       0  1.5485 -7.0804
Ni 10 4 s2d8          58.693      61     124    1.91  7.6398     112    1728    3186    8908     6.8     378   17.48   10.32       0 0.59539 -5.5463
Cu 11 4 s1d10         63.546      64     132     1.9  7.7264   118.4  1357.8    3200    8920    6.15     300    13.6   11.07       0       0 -3.6807
Zn 12 4 s2d10          65.38      69     122    1.65  9.3942       0  692.68    1180    7140  5.8167     119   7.068   13.96       0       0   -1.24
Ga 13 4 s2p1d10       69.723      74     122    1.81  5.9993    28.9  302.91    2477    5904    8.12     256   5.585  18.858       0       0 -3.0123
Ge 14 4 s2p2d10        72.64      79     120    2.01  7.8994     119  1211.4    3093    5323    5.84     334   36.94  23.005   0.383       0  -4.616
As 15 4 s2p3d10       74.922      84     119    2.18  9.7886      78    1090     887    5727    4.31    32.4   24.44  22.175       0       0 -4.6509
Se 16 4 s2p4d10        78.96      89     120    2.55  9.7524     195     494     958    4819    3.77      26    6.69   25.92   0.799       0 -3.4708
Br 17 4 s2p5d10       79.904      95     120    2.96  11.814   324.6   265.8     332    3120    3.05    14.8   5.285   29.48   1.457       0  -1.583
Kr 18 4 s2p6d10       83.798     101     116       3      14       0  115.79  119.78    3.75  2.4844    9.02   1.164   36.06   7.535       0 0.087535
Rb  1 5 s1            85.468       4     220    0.82  4.1771    46.9  312.46     961    1532   47.27      72    2.19  90.722       0       0 -0.96334
Sr  2 5 s2             87.62       8     195    0.95  5.6948    5.03    1050    1655    2630   25.55     137    7.43   54.23       0       0 -1.6828
Y   3 5 s2d1          88.906      12     190    1.22  6.2173    29.6    1799    3618    4472    22.7     380   11.39  32.365       0       0 -6.4646
Zr  4 5 s2d2          91.224      44     175    1.33  6.6339    41.1    2128    4682    6511    17.9     580      21  23.195       0       0  -8.546
Nb  5 5 s1d4          92.906      47     164     1.6  6.7588    86.1    2750    5017    8570    15.7     690      30   18.18       0       0 -10.093
Mo  6 5 s1d5           95.96      50     154    2.16  7.0924    71.9    2896    4912   10280    12.8     600   37.48   15.69       0       0 -10.846
Tc  7 5 s2d5              98      53     147     1.9    7.28      53    2430    4538   11500    11.4     550   33.29  14.285       0       0 -10.355
Ru  8 5 s1d7          101.07      56     146     2.2  7.3605   101.3    2607    4423   12370     9.6     580   38.59   13.51       0       0 -9.1946
Rh  9 5 s1d8          102.91      59     142    2.28  7.4589   109.7    2237    3968   12450     8.6     495   26.59   13.64       0       0 -7.2536
Pd 10 5 d10           106.42      62     139     2.2  8.3369    53.7    1828    3236   12023     4.8     380   16.74   14.41       0       0 -5.1378
Ag 11 5 s1d10         107.87      65     145    1.93  7.5762   125.6  1234.9    2435   10490    6.99     255    11.3   16.33       0       0 -2.7654
Cd 12 5 s2d10         112.41      70     144    1.69  8.9938       0  594.22    1040    8650    7.32     100    6.21  19.495       0       0 -0.81217
In 13 5 s2p1d10       114.82      75     142    1.78  5.7864    28.9  429.75    2345    7310    9.65     230   3.291   24.26       0       0 -2.6668
Sn 14 5 s2p2d10       118.71      80     139    1.96  7.3439   107.3  505.08    2875    7310    7.06     290    7.15  33.285       0       0  -3.961
Sb 15 5 s2p3d10       121.76      85     139    2.05  8.6084   103.2  903.78    1860    6697     6.6      68   19.79   31.56       0       0 -4.1174
Te 16 5 s2p4d10        127.6      90     138     2.1  9.0096   190.2  722.66    1261    6240     5.5      48   17.38  34.763   0.464       0 -3.1413
I  17 5 s2p5d10        126.9      96     139    2.66  10.451   295.2  386.85   457.3    4940   5.025    20.9    7.76  43.015   1.062       0 -1.5054
Xe 18 5 s2p6d10       131.29     102     140     2.6   12.13       0   161.3     165     5.9   4.044   12.64    2.27   53.65   6.456       0 0.048731
Cs  1 6 s1            132.91       5     244    0.79  3.8939    45.5  301.59     944    1879   59.42      65    2.09  115.77       0       0 -0.85463
Ba  2 6 s2            137.33       9     215    0.89  5.2117   13.95    1000    2143    3510    39.7     140    7.12   63.59       0       0 -1.9235
La  3 6 s2d1          138.91      13     207     1.1  5.5769      48    1193    3737    6146    31.1     400     6.2  36.898       0       0 -4.9275
Ce  3 6 s2d1f1        140.12      15     204    1.12  5.5387      50    1071    3633    6689    29.6     350    5.46   37.24       0       0 -4.7766
Pr  3 6 s2f3          140.91      17     203    1.13   5.473      50    1204    3563    6640    28.2     330    6.89  35.675       0       0 -4.7738
Nd  3 6 s2f4          144.24      19     201    1.14   5.525      50    1294    3373    7010    31.4     285    7.14   34.81       0       0 -4.7624
Pm  3 6 s2f5             145      21     199   1.155   5.582      50    1373    3273    7264    30.1     290       _  33.843       0       0 -4.7446
Sm  3 6 s2f6          150.36      23     198    1.17  5.6437      50    1345    2076    7353    28.8     175    8.62   33.23       0       0 -4.7134
Eu  3 6 s2f7          151.96      25     198   1.185  5.6704      50    1095    1800    5244    27.7     175    9.21   36.46       0       0 -1.8296
Gd  3 6 s2d1f7        157.25      27     196     1.2  6.1498      50    1586    3523    7901    23.5     305    9.67   32.05       0       0 -4.6544
Tb  3 6 s2f9          158.93      29     194    1.21  5.8638      50    1629    3503    8219    25.5     295   10.15  31.737       0       0 -4.6292
Dy  3 6 s2f10          162.5      31     192    1.22  5.9389      50    1685    2840    8551    24.5     280   11.35   31.24       0       0 -4.6016
Ho  3 6 s2f11         164.93      33     192    1.23  6.0215      50    1747    2973    8795    23.6     265   11.76  30.733       0       0 -4.5774
Er  3 6 s2f12         167.26      35     189    1.24  6.1077      50    1770    3141    9066    22.7     285    19.9  30.585       0       0 -4.5636
Tm  3 6 s2f13         168.93      37     190    1.25  6.1843      50    1818    2223    9321    21.8     250   16.84   29.78       0       0 -4.4739
Yb  3 6 s2f14         173.05      39     187    1.26  6.2542      50    1092    1469    6570    20.9     160    7.66   34.12       0       0 -1.4741
Lu  3 6 s2d1f14       174.97      41     187    1.27  5.4259      50    1936    3675    9841    21.9     415   18.65  28.865       0 0.0022471  -4.523
Hf  4 6 s2d2f14       178.49      45     175     1.3  6.8251       0    2506    4876   13310    16.2     630    27.2    22.2       0       0 -9.9543
Ta  5 6 s2d3f14       180.95      48     170     1.5  7.5496      31    3290    5731   16650    13.1     735   36.57   18.12       0       0 -11.851
W   6 6 s2d4f14       183.84      51     162    2.36   7.864    78.6    3695    5828   19250    11.1     800   52.31   16.05       0       0 -12.959
Re  7 6 s2d5f14       186.21      54     151     1.9  7.8335    14.5    3459    5869   21020     9.7     705   34.08  14.655       0       0 -12.417
Os  8 6 s2d6f14       190.23      57     144     2.2  8.4382   106.1    3306    5285   22590     8.5     630   57.85   14.09       0       0 -11.221
Ir  9 6 s2d7f14       192.22      60     141     2.2   8.967     151    2739    4701   22560     7.6     560   41.12   14.21       0       0 -8.8485
Pt 10 6 s1d9f14       195.08      63     136    2.28  8.9588   205.3  2041.4    4098   21090     6.5     490  22.175   15.02       0       0 -6.0285
Au 11 6 s1d10f14      196.97      66     136    2.54  9.2255   222.8  1337.3    3129   19300     5.8     330   12.55    16.7       0       0 -3.2097
Hg 12 6 s2d10f14      200.59      71     132       2  10.438       0  234.32  629.73   13534    5.36    59.2   2.295  25.238       0       0 -0.25011
Tl 13 6 s2p1d10f14    204.38      76     145    1.62  6.1082    19.2     577    1746   11850    7.55     165   4.142   26.91       0       0 -2.2727
Pb 14 6 s2p2d10f14     207.2      81     146    2.33  7.4166    35.1  600.61    2022   11340   6.995     178   4.774   28.11       0       0  -3.629
Bi 15 6 s2p3d10f14    208.98      86     148    2.02  7.2855    91.2   544.4    1837    9780     0.4     160  11.106   32.95       0       0 -3.9737
Po 16 6 s2p4d10f14       209      91     140       2   8.414   183.3     527    1235    9196     6.8     100      10  38.731       0       0 -4.0393
At 17 6 s2p5d10f14       210      97     150     2.2       _   270.1     575       _       _       6      40       _  38.731       0       0 -4.0393
Rn 18 6 s2p6d10f14       222     103     150       _  10.748       0     202   211.3    9.73     5.3      17       _  38.731       0       0 -4.0393
Fr  1 7 s1               223       6     260     0.7  4.0727       _       _       _       _   47.85      65       _  38.731       0       0 -4.0393
Ra  2 7 s2               226      10     221     0.9  5.2784       _     973    2010    5000    38.3     125     7.7  38.731       0       0 -4.0393
Ac  3 7 s2d1             227      14     215     1.1    5.17       _    1323    3473   10070    32.1     400      12  44.513       0       0  -4.105
Th  3 7 s2d2          232.04      16     206     1.3  6.3067       _    2023    5093   11724    32.1     530   13.81   32.37       0       0 -7.4125
Pa  3 7 s2d1f2        231.04      18     200     1.5    5.89       _    1845    4273   15370    25.4     470   12.34   25.18       0       0 -9.4974
U   3 7 s2d1f3        238.03      20     196    1.38  6.1941       _    1408    4200   19050    24.9     420    9.14  20.025       0       0 -11.292
Np  3 7 s2d1f4           237      22     190    1.36  6.2657       _     917    4273   20450    24.8     335     3.2  18.454       0       0  -12.94
Pu  3 7 s2f6             244      24     187    1.28   6.026       _     913    3503   19816    24.5     325   2.824   18.08       0   0.318 -14.327
`;

const FACT_NAMES = [
  'AtomicWeight',
  'MendeleevNumber',
  'CovalentRadius',
  'Electronegativity',
  'FirstIonizationEnergy',
  'ElectronAffinity',
  'MeltingT',
  'BoilingT',
  'Density',
  'DipolePolarizability',
  'HeatVaporization',
  'HeatFusion',
  'GSvolume_pa',
  'GSbandgap',
  'GSmagmom',
  'GSenergy_pa',
] as const;

/** Electrons that fill the outer s, p, d and f shells. */
const CAPACITY = { s: 2, p: 6, d: 10, f: 14 } as const;
const SHELLS = ['s', 'p', 'd', 'f'] as const;

const METALLOIDS = ['B', 'Si', 'Ge', 'As', 'Sb', 'Te', 'Po'];
/** Counted as metals too, for their metallic ground state. */
const METALLIC_METALLOIDS = ['As', 'Sb', 'Po'];
const NONMETALS = 'H He C N O F Ne P S Cl Ar Se Br Kr I Xe At Rn'.split(' ');

export interface ElementTable {
  /** Symbols by Z - 1. */
  readonly symbols: readonly string[];
  readonly properties: readonly string[];
  /** Z - 1 x properties, row-major, without blanks. */
  readonly values: Float64Array;
  /** How many blanks were filled, by property. */
  readonly blanks: readonly number[];
}

interface Element {
  readonly symbol: string;
  readonly values: ReadonlyMap<string, number>;
}

function readElement(line: string): Element {
  const [symbol = '', column, row, electrons = '', ...facts] = line.trim().split(/ +/);
  const values = new Map<string, number>([
    ['Column', Number(column)],
    ['Row', Number(row)],
  ]);
  FACT_NAMES.forEach((name, i) => values.set(name, facts[i] === '_' ? NaN : Number(facts[i])));
  let valence = 0;
  let unfilled = 0;
  for (const shell of SHELLS) {
    const count = Number(new RegExp(`${shell}(\\d+)`).exec(electrons)?.[1] ?? 0);
    // A shell that holds no electron counts as absent, not as empty: no places are left in it.
    const free = count > 0 ? CAPACITY[shell] - count : 0;
    values.set(`N${shell}Valence`, count);
    values.set(`N${shell}Unfilled`, free);
    valence += count;
    unfilled += free;
  }
  values.set('NValence', valence);
  values.set('NUnfilled', unfilled);
  const metalloid = METALLOIDS.includes(symbol);
  const nonmetal = NONMETALS.includes(symbol);
  values.set('IsMetalloid', Number(metalloid));
  values.set('IsNonmetal', Number(nonmetal));
  values.set('IsMetal', Number(!nonmetal && (!metalloid || METALLIC_METALLOIDS.includes(symbol))));
  return { symbol, values };
}

function buildTable(): ElementTable {
  const elements = FACTS.trim().split('\n').map(readElement);
  const properties = [...(elements[0]?.values.keys() ?? [])];
  const values = new Float64Array(elements.length * properties.length);
  const blanks = properties.map((name, column) => {
    const present = elements.map((one) => one.values.get(name) ?? NaN);
    const known = present.filter((value) => !Number.isNaN(value));
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    present.forEach((value, z) => {
      values[z * properties.length + column] = Number.isNaN(value) ? mean : value;
    });
    return present.length - known.length;
  });
  return { symbols: elements.map((one) => one.symbol), properties, values, blanks };
}

export const ELEMENTS: ElementTable = buildTable();

/** Real elements that have no data here. */
export const BEYOND_TABLE =
  'Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og'.split(' ');

/** Z of every symbol in the table. */
export const ATOMIC_NUMBER: ReadonlyMap<string, number> = new Map(
  ELEMENTS.symbols.map((symbol, i) => [symbol, i + 1]),
);
