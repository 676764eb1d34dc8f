/** For listing the tests of a package: its own configuration may build things before any test, which listing does not need. */
export default {}
