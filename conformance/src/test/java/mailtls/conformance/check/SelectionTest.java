package mailtls.conformance.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Suite;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Suite SUITE = Cases.suite();

    @Test
    void withoutAnyWishAllAreWanted() {
        assertEquals(SUITE.cases(), Selection.ALL.from(SUITE));
    }

    @Test
    void anyOfTheNamesWillDo() {
        List<String> ids = ids(new Selection(
                List.of("POP3.Stls*.IS_REFUSED_OVER_TLS", "smtp.ResultOf*.FORGETS_?HE_EHLO"), List.of(), List.of()));

        assertEquals(List.of("pop3.StlsCommand.IS_REFUSED_OVER_TLS", "smtp.ResultOfStartTls.FORGETS_THE_EHLO"), ids);
    }

    @Test
    void whatIsExcludedIsNotPlayedThoughItIsNamed() {
        List<String> ids =
                ids(new Selection(List.of("pop3.*"), List.of(), List.of("*.Boundary.*", "*.IS_REFUSED_OVER_TLS")));

        assertFalse(ids.isEmpty());
        assertTrue(ids.stream().noneMatch(id -> id.contains("Boundary") || id.endsWith(".IS_REFUSED_OVER_TLS")));
        assertTrue(ids.stream().allMatch(id -> id.startsWith("pop3.")));
    }

    @Test
    void aPointIsAPoint() {
        assertEquals(List.of(), ids(new Selection(List.of("pop3xStlsCommand*"), List.of(), List.of())));
    }

    private static List<String> ids(Selection selection) {
        return selection.from(SUITE).stream().map(Case::id).toList();
    }
}
