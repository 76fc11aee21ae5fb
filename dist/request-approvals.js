import { start } from "./index.js";

await start("request-approvals");
