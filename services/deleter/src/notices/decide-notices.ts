import { addDuration, parseDuration } from '@varselvakt/domain';

/** What the register says of a label. */
export type NoticeWish = { readonly name: string; readonly noticeBeforeDeletion: string | null };

/** A label whose producer is told of deletions ahead, and up to which planned time now. */
export type LabelNotice = { readonly label: string; readonly untilAt: number };

/** The labels that have asked for notices (`noticeBeforeDeletion`), and how far ahead they look at this time. */
export function decideNotices(labels: Iterable<NoticeWish>, now: number): readonly LabelNotice[] {
  return [...labels].flatMap(({ name, noticeBeforeDeletion }) => {
    const period = noticeBeforeDeletion === null ? undefined : parseDuration(noticeBeforeDeletion);
    const untilAt = period === undefined ? undefined : addDuration(now, period);
    return untilAt === undefined ? [] : [{ label: name, untilAt }];
  });
}
