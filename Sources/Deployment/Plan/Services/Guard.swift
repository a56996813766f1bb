/// The module of ours that both Odoos load for every database, and that is a part of their image.
enum Guard {
  static let module = ModuleName(canonical: "gen_guard")

  /// Its folder's folder in the image: the first of `addons_path`, so that no other module of this name is found.
  static let directory = AbsolutePath(canonical: "/opt/gen/addons")
}
