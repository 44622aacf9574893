package mailtls.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mailtls.conformance.spec.Requirement.Basis;
import mailtls.conformance.spec.Requirement.Harness;
import mailtls.conformance.spec.Requirement.Status;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Set<String> PROTOCOLS = Set.of("imap", "pop3", "smtp", "submission", "all");
    private static final String ID = "[a-z0-9]+(\\.[a-z0-9]+(-[a-z0-9]+)*)+";
    private static final Pattern ID_IN_CODE = Pattern.compile("`([a-z0-9]+(?:\\.[a-z0-9-]+)+)`");

    private static final String ENTRY = """
            - id: a.b
              rfc: 3207
              section: "4.2"
              level: MUST_NOT
              basis: derived
              protocols: ["smtp", "submission"]
              role: server
              phase: starttls-command
              statement: "It is \\"so\\"."
              observable: "Look."
              test: wire-server
              tier: 1
              status: active
              source: ["rfc3207.txt:1-2"]
              vector: |
                C: STARTTLS
                S: 220 go
              note: "Why."
            """;

    @Test
    void theCatalogueIsWhole() {
        assertTrue(CATALOGUE.all().size() > 400, "it has lost entries");
    }

    @Test
    void eachIdIsWellFormed() {
        assertNone(requirement -> !requirement.id().matches(ID));
    }

    @Test
    void eachEntryIsForProtocolsThatThereAre() {
        assertNone(requirement -> requirement.protocols().isEmpty() || !PROTOCOLS.containsAll(requirement.protocols()));
    }

    @Test
    void tiersAreOneToThree() {
        assertNone(requirement -> requirement.tier() < 1 || requirement.tier() > 3);
    }

    @Test
    void sourcesNameLines() {
        assertNone(requirement -> requirement.source().isEmpty()
                || !requirement.source().stream()
                        .allMatch(lines -> lines.matches("(rfc/)?[a-z0-9.-]+\\.txt:\\d+-\\d+")));
    }

    @Test
    void whatIsDerivedSaysHow() {
        assertNone(requirement ->
                requirement.basis() == Basis.DERIVED && requirement.note().isEmpty());
    }

    @Test
    void whatCannotBeTestedSaysWhy() {
        assertNone(requirement ->
                requirement.test() == Harness.NONE && !requirement.observable().startsWith("Not observable"));
    }

    @Test
    void whatIsSupersededSaysByWhat() {
        assertNone(requirement -> requirement.status() == Status.SUPERSEDED
                && requirement.updatedBy().isEmpty()
                && requirement.conflictsWith().isEmpty());
    }

    @Test
    void vectorsAreDialogues() {
        assertNone(requirement -> !requirement.vector().stream()
                .allMatch(line -> line.matches("(C|S): \\S.*|-- \\S.*") && line.equals(line.stripTrailing())));
    }

    @Test
    void crossReferencesLeadSomewhere() {
        assertNone(requirement -> !Stream.concat(requirement.conflictsWith().stream(), requirement.updatedBy().stream())
                .map(reference -> reference.split(":")[0])
                .allMatch(target -> target.matches("RFC\\d+( [0-9A-Z.]+)?")
                        || CATALOGUE.find(target).isPresent()));
    }

    @Test
    void idsInTheReferenceStateMachinesExist() throws IOException {
        String page = Files.readString(Path.of("../docs/transitions.md"));
        Set<String> heads = CATALOGUE.all().stream()
                .map(requirement -> requirement.id().split("\\.")[0])
                .collect(Collectors.toSet());

        List<String> unknown = ID_IN_CODE
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .filter(word -> heads.contains(word.split("\\.")[0]) && !word.matches(".*\\.(yaml|md|py|txt)"))
                .filter(word -> CATALOGUE.find(word).isEmpty())
                .toList();

        assertEquals(List.of(), unknown);
    }

    @Test
    void anEntryIsReadWhole() {
        Requirement requirement = Catalogue.of(ENTRY).cited("a.b");

        assertEquals("It is \"so\".", requirement.statement());
        assertEquals(Set.of("smtp", "submission"), requirement.protocols());
        assertEquals(List.of("C: STARTTLS", "S: 220 go"), requirement.vector());
        assertEquals("Why.", requirement.note());
        assertEquals("It follows from RFC 3207 section 4.2; we hold it to be a MUST NOT", requirement.wording());
    }

    @Test
    void onlyAKeyWordIsToldAsTheRfcsOwn() {
        String keyword =
                Catalogue.of(ENTRY.replace("derived", "keyword")).cited("a.b").wording();
        String described = Catalogue.of(ENTRY.replace("derived", "descriptive"))
                .cited("a.b")
                .wording();

        assertEquals("RFC 3207 section 4.2 says MUST NOT", keyword);
        assertFalse(described.contains("says MUST"));
    }

    @Test
    void errorsNameTheLine() {
        assertWrong("line 3", ENTRY.replace("  section:", "  Section:"));
        assertWrong("line 2: unknown key rcf", ENTRY.replace("rfc:", "rcf:"));
        assertWrong("line 3: key rfc twice", ENTRY.replace("  section: \"4.2\"", "  rfc: 1"));
        assertWrong("line 1: the entry that begins here lacks tier", ENTRY.replace("  tier: 1\n", ""));
        assertWrong("line 1: unknown level: PERHAPS", ENTRY.replace("MUST_NOT", "PERHAPS"));
        assertWrong("line 1: statement is no JSON string", ENTRY.replace("\"It is", "It is"));
        assertWrong("line 1: source is no JSON array", ENTRY.replace("[\"rfc3207.txt:1-2\"]", "\"x\""));
        assertWrong("line 1: no entry has begun", ENTRY.replace("- id", "  id"));
        assertWrong("a.b is there twice", ENTRY + ENTRY);
    }

    @Test
    void whoeverMistypesAnIdIsShownTheNearest() {
        assertEquals(
                "smtp.starttls.args-501",
                CATALOGUE.nearest("smtp.starttls.arg-501").get(0));
    }

    private static void assertWrong(String message, String text) {
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Catalogue.of(text))
                .getMessage());
        assertTrue(said.contains(message), said);
    }

    private static void assertNone(Predicate<Requirement> wrong) {
        assertEquals(
                List.of(),
                CATALOGUE.all().stream().filter(wrong).map(Requirement::id).toList());
    }
}
