import { start } from "./index.js";

await start("release-approval");
