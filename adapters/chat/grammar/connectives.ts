/** Begin a reason wherever they stand. */
export const BECAUSE: ReadonlySet<string> = new Set([
  'omdat',
  'want',
  'wegens',
  'vanwege',
  'aangezien',
  'because',
  'since',
  'reden',
  'reason',
]);

/** Begin a reason after a badge, but lead to a person or a badge before one. */
export const FOR: ReadonlySet<string> = new Set(['voor', 'for']);

/** Lead to a person. */
export const TO: ReadonlySet<string> = new Set(['aan', 'to', 'naar', 'van', 'from', 'of', 'bij']);

/** Join people. */
export const AND: ReadonlySet<string> = new Set(['en', 'and', 'und', 'plus', 'ook', 'also']);

/** May stand before a badge without being part of its title (though a title may begin with one). */
export const BEFORE_BADGE: ReadonlySet<string> = new Set([
  ...FOR,
  ...TO,
  ...'de het een the a an badge badges speldje deze this met with als as'.split(' '),
  ...'nomination nominatie voordracht'.split(' '),
]);

/** Words that can't be part of a name that follows an `@`. */
export const CONNECTIVES: ReadonlySet<string> = new Set(
  [...BECAUSE, ...FOR, ...AND, 'to', 'from', 'with', 'met', 'the', 'badge'].filter(
    (word) => word !== 'since',
  ),
);
