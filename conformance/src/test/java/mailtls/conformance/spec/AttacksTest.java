package mailtls.conformance.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AttacksTest {

    private final Attacks attacks = Attacks.load();
    private final List<String> requirements =
            Catalogue.load().all().stream().map(Requirement::id).toList();

    @Test
    void noGlobMeansNothing() {
        List<String> dead = attacks.all().stream()
                .flatMap(attack -> attack.globs().stream())
                .filter(glob -> requirements.stream().noneMatch(id -> Attack.fits(glob, id)))
                .toList();

        assertEquals(List.of(), dead);
    }

    @Test
    void everyKindIsBehindSomeRequirement() {
        var used = requirements.stream().map(attacks::behind).collect(Collectors.toSet());

        assertEquals(attacks.all().size(), used.size());
    }

    @Test
    void theFirstThatFitsIsTaken() {
        assertEquals("injection", attacks.behind("imap.starttls.extra-data").name());
        assertEquals("old-tls", attacks.behind("tls.version.no-10").name());
        assertEquals(
                "plaintext-password",
                attacks.behind("imap.logindisabled.server-no").name());
    }

    @Test
    void whatIsAboutAnythingIsToldOnlyWhereNothingElseIs() {
        assertEquals(
                List.of("injection"),
                attacks.behind(List.of("smtp.cmd.case-insensitive", "imap.starttls.extra-data")).stream()
                        .map(Attack::name)
                        .toList());
    }

    @Test
    void faultsAreOfThePublicKind() {
        attacks.all().stream()
                .flatMap(attack -> attack.known().stream())
                .forEach(known -> assertTrue(known.contains("CVE-"), known));
    }

    @Test
    void whatIsNoEntryIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Attacks.of("[a]\nnonsense"));
        assertThrows(IllegalArgumentException.class, () -> Attacks.of("how: so"));
        assertThrows(IllegalArgumentException.class, () -> Attacks.of("[a]\ntitle: a"));
    }
}
