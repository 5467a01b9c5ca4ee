export function holds(text: string): boolean;
