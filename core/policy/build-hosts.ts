/** Hosts outside of police.uk that a force added to its own build, as host patterns. */

/** Put there by the builder; tests and tools run without. */
declare const RTR_HOSTS: readonly string[] | undefined;

export const BUILD_HOSTS: readonly string[] = typeof RTR_HOSTS === 'undefined' ? [] : RTR_HOSTS;
