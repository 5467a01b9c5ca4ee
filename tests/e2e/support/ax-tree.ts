/** The accessibility tree as the browser gives it to assistive technology. */
import type { CDPSession } from 'playwright';

export interface AxNode {
  readonly key: string;
  /** Backend id of the DOM node. */
  readonly id: number;
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly focused: boolean;
  readonly children: readonly string[];
}

/** One frame's tree, without what is hidden from assistive technology. */
export async function axTree(cdp: CDPSession, frameId: string): Promise<readonly AxNode[]> {
  const { nodes } = await cdp.send('Accessibility.getFullAXTree', { frameId });
  return nodes.map((node) => ({
    key: node.nodeId,
    id: node.backendDOMNodeId ?? 0,
    role: node.ignored ? '' : textOf(node.role),
    name: textOf(node.name),
    value: textOf(node.value),
    description: textOf(node.description),
    focused: node.properties?.some(({ name, value }) => name === 'focused' && value.value) ?? false,
    children: node.childIds ?? [],
  }));
}

/** The page's own frame and the frames in it. */
export async function frameIds(cdp: CDPSession): Promise<readonly string[]> {
  interface Tree {
    readonly frame: { readonly id: string };
    readonly childFrames?: readonly Tree[];
  }
  const walk = ({ frame, childFrames = [] }: Tree): readonly string[] => [
    frame.id,
    ...childFrames.flatMap(walk),
  ];
  const { frameTree } = await cdp.send('Page.getFrameTree');
  return walk(frameTree);
}

function textOf(value: { readonly value?: unknown } | undefined): string {
  return value?.value === undefined ? '' : String(value.value);
}
