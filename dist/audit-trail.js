import { start } from "./index.js";

await start("audit-trail");
