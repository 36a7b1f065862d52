import { registerLocalEra } from "./register";

registerLocalEra();
