// The includes are the shadow roots that the build of the guide leaves.
export default () => ({
  dir: { input: ".", includes: "../../dist/embed", output: "dist" },
});
