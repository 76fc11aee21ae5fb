export {
  type Approval,
  type ApprovalRecord,
  approvalRecord,
  describeFigures,
  type RecordInput,
} from "./approval-record.ts";
export {
  type AuditedAct,
  type AuditedEntry,
  type AuditedReview,
  type AuditInput,
  type AuditRecord,
  auditRecord,
  type PolicyText,
} from "./audit.ts";
export { renderAuditMarkdown } from "./audit-markdown.ts";
export {
  type Authorization,
  type AuthorizationInput,
  authorizationDocument,
} from "./authorization.ts";
export { authorizationChecklist, type ChecklistLine } from "./checklist.ts";
export { day, longDay, minute, shortDay } from "./dates.ts";
export {
  cleanText,
  codeFence,
  codeSpan,
  cut,
  escapeHtml,
  escapeMarkdown,
  escapeProse,
  quoteMarkdown,
} from "./escape.ts";
export type { Exception } from "./exceptions.ts";
export { type Explanation, explain, explanations } from "./explanations.ts";
export { blockers, describeFinding, remarks } from "./findings.ts";
export { longestBody, renderIssue } from "./issue-body.ts";
export { issueTitle } from "./issue-title.ts";
export { printJson } from "./json.ts";
export { mention } from "./links.ts";
export type { Missing } from "./missing.ts";
export { type News, tellFailedPublish } from "./news.ts";
export { renderEntry } from "./replies.ts";
export type { Mark, Row, Who } from "./rows.ts";
export { renderStatusText } from "./status-text.ts";
export { stillMissing } from "./still-missing.ts";
export {
  annotation,
  type GateOutcome,
  messageFiles,
  renderAuditSummary,
  renderGateSummary,
  renderRequestSummary,
  renderTrackSummary,
} from "./summary.ts";
export { type Remark, type View, type ViewInput, viewRelease } from "./view.ts";
