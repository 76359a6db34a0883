/** What to cite, as BibTeX: this program and the paper that it grew out of. The same in every language. */

export const MINAMI_2025 = `@article{minami2025scaling,
  author  = {Minami, Shunya and Hayashi, Yoshihiro and Wu, Stephen and Fukumizu, Kenji and Sugisawa, Hiroki and Ishii, Masashi and Kuwajima, Isao and Shiratori, Kazuya and Yoshida, Ryo},
  title   = {Scaling Law of {Sim2Real} Transfer Learning in Expanding Computational Materials Databases for Real-World Predictions},
  journal = {npj Computational Materials},
  volume  = {11},
  pages   = {146},
  year    = {2025},
  doi     = {10.1038/s41524-025-01606-5}
}`;

/** The program in the version that computed something. */
export function softwareBibtex(version: string): string {
  return `@software{sim2real_scaling_laws,
  author  = {{The sim2real-scaling-laws contributors}},
  title   = {{Sim2Real} scaling laws, trained in the browser},
  version = {${version.replace(/[^\w.+-]/g, '')}},
  year    = {2026},
  license = {MIT}
}`;
}
