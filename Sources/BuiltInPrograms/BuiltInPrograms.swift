/// What the built-in templates were compiled to when gen was built, in the form that `RecordedTemplates` reads.
public enum BuiltInPrograms {
  /// The recording; a plugin makes `recordedTemplates` with each build.
  public static var recording: StaticString { recordedTemplates }
}

#if WITHOUT_RECORDING
  /// Nothing: the module is built without what the package's plugin makes.
  let recordedTemplates: StaticString = ""
#endif
