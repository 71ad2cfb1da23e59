import { render } from "preact";
import { follow, open } from "./desk.ts";
import { Page } from "./page.tsx";

const place = document.getElementById("page");
if (place !== null) render(<Page />, place);
addEventListener("popstate", follow);
void open();
