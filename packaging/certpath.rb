# Homebrew formula; the release workflow fills in what stands between at signs, and attaches it to the release.
class Certpath < Formula
  desc "Plans the fewest, cheapest or quickest exams to a certification"
  homepage "@REPOSITORY@"
  version "@VERSION@"
  license "MIT"

  on_macos do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/certpath-@VERSION@-aarch64-apple-darwin.tar.gz"
      sha256 "@aarch64-apple-darwin@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/certpath-@VERSION@-x86_64-apple-darwin.tar.gz"
      sha256 "@x86_64-apple-darwin@"
    end
  end

  on_linux do
    on_arm do
      url "@REPOSITORY@/releases/download/v@VERSION@/certpath-@VERSION@-aarch64-unknown-linux-musl.tar.gz"
      sha256 "@aarch64-unknown-linux-musl@"
    end
    on_intel do
      url "@REPOSITORY@/releases/download/v@VERSION@/certpath-@VERSION@-x86_64-unknown-linux-musl.tar.gz"
      sha256 "@x86_64-unknown-linux-musl@"
    end
  end

  def install
    bin.install "certpath"
    bash_completion.install "completions/certpath.bash" => "certpath"
    zsh_completion.install "completions/certpath.zsh" => "_certpath"
    fish_completion.install "completions/certpath.fish"
    man1.install Dir["man/*.1"]
    doc.install "README.md", "CHANGELOG.md", "THIRD-PARTY.md"
  end

  test do
    assert_match "AZ-400", shell_output("#{bin}/certpath plan devops-engineer --have AZ-204 --as-of 2026-11-22 -f ids")
  end
end
