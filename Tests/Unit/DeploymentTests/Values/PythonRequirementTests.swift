import Testing

@testable import Deployment

@Suite struct PythonRequirementTests {
  @Test(arguments: [
    "qifparse==0.5", "phonenumbers", "python-barcode>=0.15,<1", "requests[socks,security]>=2.31", "zope.interface~=5.0",
    "x===1.0", "x!=1.*", "x==1!2.0.post1+local.1", "A_b",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(PythonRequirement.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is a pip option [requirement-format] | write one package in each entry of the list",
      ["-r requirements.txt", "--index-url=x", "-x"]),
    Refused(
      "is an address or a path [requirement-format] | write a package of the index, put the code into an add-ons folder, or install it in a Dockerfile.odoo of your own in templates/",
      ["git+https://example.com/x.git", "x @ https://example.com/x.whl", "./x.whl"]),
    Refused(
      "has a condition after a semicolon [requirement-format] | write the requirement without it",
      ["x; python_version<'3.9'"]),
    Refused(
      "contains blanks [requirement-format] | write x>=1.0,<2",
      ["x >= 1.0, < 2"]),
    Refused(
      "has an invalid version [requirement-format] | write a name and a version without blanks, such as qifparse==0.5",
      ["x==", "x=", "x[a]b", "x>=1.*", "x==*", "x==1,,2", "x>1,", "x==$V"]),
    Refused(
      "has a single = in it [requirement-format] | write x==1.0",
      ["x=1.0"]),
    Refused(
      "contains blanks [requirement-format] | write a name and a version without blanks, such as qifparse==0.5",
      ["x 1.0", "x==1.0 # comment"]),
    Refused(
      "has invalid extras [requirement-format] | write them in brackets separated by commas: x[one,two]",
      ["x[", "x[a", "x[]==1"]),
    Refused(
      "is not a Python requirement [requirement-format] | write a name and a version without blanks, such as qifparse==0.5",
      [",x", "x-", "x\ny", ""]),
    Refused(
      "is longer than 200 bytes [too-long] | write a shorter Python requirement",
      [many("a", 201)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(PythonRequirement.self, text) == refused.finding) }
  }
}
