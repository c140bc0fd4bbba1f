// The command line is built before it is tested; git ignores it, but a fresh copy needs it.
export default { copy: ["dist/**"] };
