import type { VNode } from 'preact';
import { renderMarkdown } from './markdown.ts';

/** Markdown that somebody wrote, cleaned. */
export function RichText(props: { readonly markdown: string }): VNode {
  return <div class="rich" dangerouslySetInnerHTML={{ __html: renderMarkdown(props.markdown) }} />;
}
