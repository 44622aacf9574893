package mailtls.machine;

import static mailtls.machine.Over.CLEARTEXT;
import static mailtls.machine.Over.EITHER;
import static mailtls.machine.Over.TLS;
import static mailtls.machine.Toy.ToyState.GONE;
import static mailtls.machine.Toy.ToyState.GREETED;
import static mailtls.machine.Toy.ToyState.KNOWN;
import static mailtls.machine.Toy.ToyState.UPGRADING;
import static mailtls.machine.Transitions.row;
import static mailtls.machine.Transitions.stay;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mailtls.machine.Toy.Dance;
import mailtls.machine.Toy.Echo;
import mailtls.machine.Toy.Hello;
import mailtls.machine.Toy.Login;
import mailtls.machine.Toy.Quit;
import mailtls.machine.Toy.Session;
import mailtls.machine.Toy.StartTls;
import mailtls.machine.Toy.ToyState;
import mailtls.tls.Channel;
import mailtls.tls.TestTls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitionsTest {

    @Test
    void theToyTablePassesWhatEveryTableHasToPass() {
        TableChecks.assertTotal(Toy.TABLE, ToyState.class, Toy.ToyCommand.class);
        TableChecks.assertKnown(Toy.TABLE, Toy.ToyCommand.class);
        TableChecks.assertNoRowIsShadowed(Toy.TABLE);
    }

    @Test
    void aCommandWithoutRowsIsUnknown() {
        assertEquals(Optional.of(Refusal.UNKNOWN_COMMAND), Toy.TABLE.refusal(GREETED, Dance.class, true));
        assertEquals(Optional.empty(), Toy.TABLE.find(GREETED, Dance.class, true));
    }

    @Test
    void aCommandThatTheOtherChannelWouldTakeInThisStateNeedsThatChannel() {
        assertEquals(Optional.of(Refusal.NEEDS_TLS), Toy.TABLE.refusal(KNOWN, Login.class, false));
        assertEquals(Optional.of(Refusal.NEEDS_CLEARTEXT), Toy.TABLE.refusal(KNOWN, StartTls.class, true));
    }

    @Test
    void aCommandThatThisChannelNeverTakesNeedsTheOtherInWhateverState() {
        assertEquals(Optional.of(Refusal.NEEDS_TLS), Toy.TABLE.refusal(GREETED, Login.class, false));
    }

    @Test
    void aCommandThatThisChannelTakesElsewhereIsInTheWrongState() {
        assertEquals(Optional.of(Refusal.WRONG_STATE), Toy.TABLE.refusal(GREETED, Login.class, true));
        assertEquals(Optional.of(Refusal.WRONG_STATE), Toy.TABLE.refusal(KNOWN, Hello.class, false));
    }

    @Test
    void thereIsNoReasonToRefuseWhatARowTakes() {
        assertEquals(Optional.empty(), Toy.TABLE.refusal(GREETED, Hello.class, false));
    }

    @Test
    void theFirstRowThatFitsWins() {
        var table = Transitions.<ToyState, Session>of(
                row(KNOWN, Echo.class, TLS, Session::echo, GONE, "special"),
                stay(EnumSet.allOf(ToyState.class), Echo.class, EITHER, Session::echo, "general"));

        assertEquals("special", source(table, KNOWN, Echo.class, true));
        assertEquals("general", source(table, KNOWN, Echo.class, false));
        assertEquals("general", source(table, GREETED, Echo.class, true));
    }

    @Test
    void aRowPutBeforeATableWins() {
        var table = Toy.TABLE.with(stay(KNOWN, Login.class, EITHER, Session::login, "house rule"));

        assertEquals("house rule", source(table, KNOWN, Login.class, true));
        assertEquals("house rule", source(table, KNOWN, Login.class, false));
        assertEquals("Toy 3", source(Toy.TABLE, KNOWN, Login.class, true));
    }

    @Test
    void aTableWithoutACommandDoesNotKnowIt() {
        var table = Toy.TABLE.without(StartTls.class);

        assertEquals(Optional.of(Refusal.UNKNOWN_COMMAND), table.refusal(GREETED, StartTls.class, false));
        assertEquals("Toy 1", source(table, GREETED, Hello.class, false));
    }

    @Test
    void aTableOverAnotherChannelTakesTheCommandsThereAndNoOthers() {
        var table = Toy.TABLE.over(CLEARTEXT, Login.class);

        assertEquals("Toy 3", source(table, KNOWN, Login.class, false));
        assertEquals(Optional.of(Refusal.NEEDS_CLEARTEXT), table.refusal(KNOWN, Login.class, true));
        assertEquals("Toy 1", source(table, GREETED, Hello.class, true));
    }

    @Test
    void anAcceptingReplyMovesOnAndAnyOtherStaysUnlessTheRowSaysOtherwise() {
        var plain = Transitions.<ToyState, Session, Quit>row(KNOWN, Quit.class, EITHER, Session::quit, GONE, "plain");

        assertEquals(GONE, plain.after(KNOWN, true));
        assertEquals(KNOWN, plain.after(KNOWN, false));
        assertEquals(UPGRADING, plain.otherwise(UPGRADING).after(KNOWN, false));
        assertEquals(GONE, plain.otherwise(UPGRADING).after(KNOWN, true));
    }

    @Test
    void aTableIsPrintedWithEveryColumn() {
        String printed = Toy.TABLE.toMarkdown();

        assertEquals("""
                | in | command | over | then | source |
                | --- | --- | --- | --- | --- |
                | GREETED | Hello | either | KNOWN | Toy 1 |
                | any | StartTls | cleartext | UPGRADING | Toy 2 |
                | KNOWN | Login | **TLS** | KNOWN, else GREETED | Toy 3 |
                | any | Echo | either | = | Toy 4 |
                | any | Many | either | = | Toy 4 |
                | any | Ask | either | KNOWN | Toy 5 |
                | any | Store | either | = | Toy 6 |
                | any | Quit | either | GONE | Toy 7 |
                """, printed);
    }

    @Test
    void aRowHoldsOverTheChannelsItNames() {
        assertTrue(CLEARTEXT.holds(Channel.CLEARTEXT));
        assertFalse(CLEARTEXT.holds(TestTls.channel()));
        assertFalse(TLS.holds(Channel.CLEARTEXT));
        assertTrue(TLS.holds(TestTls.channel()));
        assertTrue(EITHER.holds(Channel.CLEARTEXT));
        assertTrue(EITHER.holds(TestTls.channel()));
    }

    @Test
    void theStatesOfARowArePrintedInTheirOwnOrder() {
        var table = Transitions.<ToyState, Session>of(
                stay(Set.of(GONE, KNOWN, GREETED), Echo.class, EITHER, Session::echo, "Toy 4"));

        assertTrue(table.toMarkdown().contains("| GREETED, KNOWN, GONE |"));
    }

    @Test
    void aStateReadsOnUnlessItSaysOtherwise() {
        State plain = new State() {};

        assertEquals(State.Next.READ, plain.next());
    }

    @Test
    void aShadowedRowIsFound() {
        var table = Transitions.of(
                stay(KNOWN, Login.class, EITHER, Session::login, "Toy 2"),
                stay(KNOWN, Login.class, TLS, Session::login, "Toy 2"));

        assertThrows(AssertionError.class, () -> TableChecks.assertNoRowIsShadowed(table));
    }

    @Test
    void aRowThatComesFirstTakesThePlaceOfThoseItCovers() {
        var table = Transitions.of(
                stay(Set.of(KNOWN, GREETED), Login.class, EITHER, Session::login, "wide"),
                stay(KNOWN, Login.class, TLS, Session::login, "narrow"),
                stay(KNOWN, Echo.class, TLS, Session::echo, "another"));

        List<String> left = table.with(stay(KNOWN, Login.class, EITHER, Session::login, "new")).rows().stream()
                .map(Transitions.Row::source)
                .toList();

        assertEquals(List.of("new", "wide", "another"), left);
    }

    @Test
    void aRowForWhatNobodyCanSayIsFound() {
        assertThrows(AssertionError.class, () -> TableChecks.assertKnown(Toy.TABLE, Hello.class));
    }

    @Test
    void aPageThatDiffersIsFound(@TempDir Path docs) throws Exception {
        Path page = docs.resolve("toy.md");
        assertThrows(AssertionError.class, () -> TableChecks.assertPrinted(page, "new"));

        Files.writeString(page, "old");

        assertThrows(AssertionError.class, () -> TableChecks.assertPrinted(page, "new"));
        TableChecks.assertPrinted(page, "old");
    }

    private static String source(
            Transitions<ToyState, Session> table, ToyState state, Class<? extends Command> command, boolean tls) {
        return table.find(state, command, tls).orElseThrow().source();
    }
}
