import { start } from "./index.js";

await start("track-approvals");
