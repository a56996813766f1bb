import GenCLI

Gen.run()
