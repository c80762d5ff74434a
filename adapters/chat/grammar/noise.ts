/** Greetings, courtesy and the like, which may stand before a verb and say nothing. */
export const NOISE: ReadonlySet<string> = new Set(
  [
    'hoi hallo hey hi hello dag ok oke please pls alsjeblieft alstublieft aub svp graag',
    'kun kan kunt can could would wil wilt zou je jij u you ik i we want like to me mij',
    'show toon laat zien open mijn my het the de een a badge speldje go naar even eens nu',
  ]
    .join(' ')
    .split(' '),
);

/** What is said for courtesy alone. */
export const COURTESY: ReadonlySet<string> = new Set(
  'please pls alsjeblieft alstublieft aub svp a.u.b s.v.p graag'.split(' '),
);
