/**
 * What the engine's error numbers mean to a MongoDB client: [number, code, code name]. The engine counts its
 * errors in a SQLSTATE that begins with M and goes on in base 36 (`M001C` is 48, a duplicate key).
 */
const known: readonly (readonly [number, number, string])[] = [
  [0, 1, 'InternalError'],
  [1, 2, 'BadValue'],
  [2, 5, 'GraphContainsCycle'],
  [3, 9, 'FailedToParse'],
  [4, 14, 'TypeMismatch'],
  [5, 15, 'Overflow'],
  [6, 20, 'IllegalOperation'],
  [8, 26, 'NamespaceNotFound'],
  [9, 27, 'IndexNotFound'],
  [10, 28, 'PathNotViable'],
  [12, 34, 'CannotBackfillArray'],
  [13, 40, 'ConflictingUpdateOperators'],
  [14, 43, 'CursorNotFound'],
  [15, 48, 'NamespaceExists'],
  [16, 52, 'DollarPrefixedFieldName'],
  [17, 53, 'CanNotBeTypeArray'],
  [18, 54, 'NotSingleValueField'],
  [19, 56, 'EmptyFieldName'],
  [20, 57, 'DottedFieldName'],
  [21, 61, 'ShardKeyNotFound'],
  [22, 66, 'ImmutableField'],
  [23, 67, 'CannotCreateIndex'],
  [24, 68, 'IndexAlreadyExists'],
  [25, 72, 'InvalidOptions'],
  [26, 73, 'InvalidNamespace'],
  [27, 85, 'IndexOptionsConflict'],
  [28, 86, 'IndexKeySpecsConflict'],
  [29, 111, 'NotExactValueField'],
  [30, 115, 'CommandNotSupported'],
  [32, 146, 'ExceededMemoryLimit'],
  [33, 159, 'DurationOverflow'],
  [34, 165, 'ViewDepthLimitExceeded'],
  [35, 166, 'CommandNotSupportedOnView'],
  [36, 167, 'OptionNotSupportedOnView'],
  [37, 181, 'AmbiguousIndexKeyPattern'],
  [38, 197, 'InvalidIndexSpecificationOption'],
  [39, 224, 'QueryFeatureNotAllowed'],
  [40, 232, 'MaxSubPipelineDepthExceeded'],
  [41, 241, 'ConversionFailure'],
  [42, 263, 'OperationNotSupportedInTransaction'],
  [43, 276, 'IndexBuildAborted'],
  [45, 361, 'CollectionUUIDMismatch'],
  [47, 10334, 'BSONObjectTooLarge'],
  [48, 11000, 'DuplicateKey'],
  [49, 12587, 'Location12587'],
  [53, 13113, 'Location13113'],
  [118, 17419, 'Location17419'],
  [119, 17420, 'Location17420'],
  [282, 40324, 'Location40324'],
  [296, 40415, 'Location40415'],
  [456, 121, 'DocumentFailedValidation'],
  [492, 16, 'InvalidLength'],
  [511, 42501, 'Location42501'],
  [525, 143, 'CursorInUse'],
  [531, 13, 'Unauthorized'],
  [536, 24, 'LockTimeout'],
  [537, 50, 'ExceededTimeLimit'],
  [538, 59, 'CommandNotFound'],
  [540, 91, 'ShutdownInProgress'],
  [541, 112, 'WriteConflict'],
  [542, 117, 'ConflictingOperationInProgress'],
  [544, 201, 'CannotBuildIndexKeys'],
  [545, 225, 'TransactionTooOld'],
  [546, 251, 'NoSuchTransaction'],
  [547, 256, 'TransactionCommitted'],
  [551, 50768, 'Location50768'],
  [553, 171, 'CannotIndexParallelArrays'],
  [554, 176, 'QueryPlanKilled'],
];

const byNumber = new Map(known.map(([number, code, codeName]) => [number, { code, codeName }]));

/** The MongoDB code of a SQLSTATE that begins with M. Those without a name of their own are faults of the request. */
export function mongoCode(sqlState: string): { code: number; codeName: string } {
  return byNumber.get(Number.parseInt(sqlState.slice(1), 36)) ?? { code: 2, codeName: 'BadValue' };
}

/**
 * The SQLSTATE that PostgreSQL packed into a number, six bits a character, the first character lowest
 * (319029277 is `M001C`).
 */
export function unpackSqlState(packed: number): string {
  return [0, 6, 12, 18, 24].map((shift) => String.fromCharCode(((packed >> shift) & 0x3f) + 0x30)).join('');
}
