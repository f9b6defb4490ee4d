/*
 * What the console shows live. Who listens is told which figures changed, never the figures: they are read where their permission is asked.
 */

/** Figures that the console follows: money that came and went, the lines, what waits for a person. */
export const LIVE_TOPICS = ['today', 'queues', 'needsPerson'] as const;

export type LiveTopic = (typeof LIVE_TOPICS)[number];
