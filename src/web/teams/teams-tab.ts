/** Where the passport stands as a tab in Teams. */
export type TeamsTab = {
  /** The bot's, so that its chat can be opened. */
  readonly appId: string;
  /** Who else may frame the tab; for stand-ins. */
  readonly frameOrigins: readonly string[];
};
