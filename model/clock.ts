/** Tells what time it is. A replay of what a crawler saw long ago has one of its own. */
export type Clock = () => Date

/** The machine's. */
export const realTime: Clock = () => new Date()
