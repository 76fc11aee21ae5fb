import type { Block, Message } from "./message.ts";

/*
 * Channels take so much and no more. What does not fit is dropped block by block from the end, and the issue has it all.
 */

/**
 * A message in the form of a channel, with as many of its blocks as fit.
 * @param draw the form with these blocks
 * @param fits whether the channel takes it
 */
export function drawFitting<Drawn>(
  message: Message,
  draw: (blocks: readonly Block[]) => Drawn,
  fits: (drawn: Drawn) => boolean,
): Drawn {
  let drawn = draw(message.blocks);
  for (let left = message.blocks.length - 1; left >= 0 && !fits(drawn); left -= 1)
    drawn = draw([...withoutLastHeading(message.blocks.slice(0, left)), moreOf(message)]);
  return drawn;
}

// A heading alone says nothing.
function withoutLastHeading(blocks: readonly Block[]): readonly Block[] {
  return blocks.at(-1)?.kind === "heading" ? blocks.slice(0, -1) : blocks;
}

function moreOf({ release: { issue } }: Message): Block {
  return {
    kind: "text",
    text: issue === null ? ["… more in the issue."] : ["… ", { link: "more in the issue", url: issue.url }],
  };
}
