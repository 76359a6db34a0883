/** Which of the two domains a table belongs to. */
export type Side = 'simulated' | 'measured';
export const SIDES: readonly Side[] = ['simulated', 'measured'];

export const otherSide = (side: Side): Side => (side === 'simulated' ? 'measured' : 'simulated');
