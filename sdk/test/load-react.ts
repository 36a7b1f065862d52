// Loads React as it is for development before any test does: for production it has no `act`, which the tests of components
// need. It is loaded once, and goes by NODE_ENV then; the rest of the tests have that as it was set, as what they build does.
const { NODE_ENV: before } = process.env;
process.env.NODE_ENV = "test";
await Promise.all(
  ["react", "react/jsx-runtime", "react-dom", "react-dom/client"].map((name) => import(name)),
);
if (before === undefined) delete process.env.NODE_ENV;
else process.env.NODE_ENV = before;

export {};
