/** The current moment. */
export type Clock = () => Date;
