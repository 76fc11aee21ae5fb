export { type Commit, type ParsedCommit, parseCommit } from "./conventional.ts";
export { type Contradiction, judgeType, stepBetween, type TypeVerdict } from "./judge-type.ts";
export { type NotesGroup, notesFromCommits } from "./notes.ts";
