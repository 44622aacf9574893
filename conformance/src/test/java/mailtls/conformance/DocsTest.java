package mailtls.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the pages true where a machine can: what they point to is there. */
class DocsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
    private static final Pattern TYPE_IN_CODE =
            Pattern.compile("`([A-Z][a-z][A-Za-z0-9]*)(?:\\.[A-Za-z0-9.]+)?(?:\\(.*?\\))?`");

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        List<String> broken = SourceTree.pages().stream()
                .flatMap(page ->
                        links(page).filter(link -> !resolves(page, link)).map(link -> name(page) + " → " + link))
                .toList();

        assertEquals(List.of(), broken);
    }

    @Test
    void everyPageIsInTheIndex() {
        Path index = SourceTree.ROOT.resolve("docs/README.md");
        Set<Path> linked = links(index).map(link -> target(index, link)).collect(Collectors.toSet());

        List<String> missing = SourceTree.pages().stream()
                .filter(page -> page.startsWith(SourceTree.ROOT.resolve("docs")))
                .filter(page -> !page.equals(index) && !isListed(page, linked))
                .map(DocsTest::name)
                .toList();

        assertEquals(List.of(), missing);
    }

    @Test
    void everyTypeOnTheTourExists() {
        Path tour = SourceTree.ROOT.resolve("docs/tour.md");
        Set<String> types = SourceTree.javaSources().stream()
                .map(source -> source.getFileName().toString().replace(".java", ""))
                .collect(Collectors.toSet());
        Set<String> named = matches(TYPE_IN_CODE, SourceTree.text(tour)).collect(Collectors.toSet());

        assertFalse(named.isEmpty(), "the tour names no type, or names them in another way");
        assertEquals(
                List.of(),
                named.stream().filter(type -> !types.contains(type)).sorted().toList());
    }

    private static boolean resolves(Path page, String link) {
        Path target = target(page, link);
        if (!Files.exists(target)) {
            return false;
        }
        int hash = link.indexOf('#');
        return hash < 0 || !target.toString().endsWith(".md") || anchors(target).contains(link.substring(hash + 1));
    }

    /** A directory in the index stands for the pages in it: they are printed, and come and go. */
    private static boolean isListed(Path page, Set<Path> linked) {
        return linked.contains(page) || linked.contains(page.getParent());
    }

    private static Stream<String> links(Path page) {
        return matches(LINK, withoutCode(SourceTree.text(page))).filter(link -> !link.matches("(https?|mailto):.*"));
    }

    private static Path target(Path page, String link) {
        String path = URLDecoder.decode(link.replaceFirst("#.*", ""), StandardCharsets.UTF_8);
        return path.isEmpty() ? page : page.resolveSibling(path).normalize();
    }

    /** The names that headings have on GitHub. */
    private static Set<String> anchors(Path page) {
        return matches(HEADING, withoutCode(SourceTree.text(page)))
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(String markdown) {
        return markdown.replaceAll("(?ms)^```.*?^```", "");
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(result -> result.group(1));
    }

    private static String name(Path page) {
        return SourceTree.ROOT.relativize(page).toString();
    }
}
