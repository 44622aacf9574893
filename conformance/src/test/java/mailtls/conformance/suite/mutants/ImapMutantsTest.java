package mailtls.conformance.suite.mutants;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import mailtls.MailServer;
import mailtls.conformance.cases.Cases;
import mailtls.conformance.peer.Account;
import mailtls.conformance.peer.Mode;
import mailtls.conformance.peer.Target;
import mailtls.conformance.peer.Trust;
import mailtls.conformance.spec.Catalogue;
import mailtls.conformance.suite.Case;
import mailtls.conformance.suite.Examination;
import mailtls.conformance.suite.Profile;
import mailtls.conformance.suite.Result;
import mailtls.conformance.suite.Verdict;
import mailtls.connection.Endpoint;
import mailtls.imap.Imap;
import mailtls.sasl.Accounts;
import mailtls.store.MemoryMailStore;
import mailtls.tls.ListenerPolicy;
import mailtls.tls.TestIdentity;
import mailtls.wire.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers of IMAP that are wrong on purpose, and the cases that they are caught by: no case is without one. */
class ImapMutantsTest {

    /** A fault, and the cases that see it. */
    private enum Mutant {
        SAYS_OK_TO_EVERYTHING(
                Reworded.says("(?m)^(\\w+) (NO|BAD) ", "$1 OK "),
                "States.NO_MAILBOX_IS_SELECTED_BEFORE_A_LOGIN States.NO_MAILBOX_IS_LISTED_BEFORE_A_LOGIN",
                "States.NO_MAILBOX_IS_LISTED_BEFORE_A_LOGIN_OVER_TLS States.NOTHING_IS_COMPRESSED_BEFORE_A_LOGIN",
                "States.A_REFUSED_COMMAND_CHANGES_NOTHING States.STARTTLS_IS_REFUSED_AFTER_A_LOGIN_OVER_TLS",
                "States.STARTTLS_IS_REFUSED_IN_A_MAILBOX Literals.STARTTLS_TAKES_NO_LITERAL",
                "AuthenticateCommand.PLAIN_IS_NOT_ASKED_FOR_IN_CLEAR AuthenticateCommand.PLAIN_IS_NOT_TAKEN_IN_CLEAR",
                "AuthenticateCommand.EXTERNAL_NEEDS_A_CERTIFICATE AuthenticateCommand.STARTTLS_IS_NO_RESPONSE",
                "AuthenticateCommand.EXTERNAL_NEEDS_A_CERTIFICATE_OVER_TLS",
                "AuthenticateCommand.A_MESSAGE_OF_PLAIN_HAS_TWO_NULS",
                "AuthenticateCommand.A_MESSAGE_OF_PLAIN_HAS_NO_MORE_NULS",
                "ImplicitPort.NO_MAILBOX_IS_LISTED_BEFORE_A_LOGIN ImplicitPort.REFUSES_STARTTLS_AFTER_A_LOGIN",
                "ImplicitPort.EXTERNAL_NEEDS_A_CERTIFICATE ImplicitPort.STARTTLS_IS_NO_RESPONSE"),
        ENABLES_FOR_ANYBODY(
                Reworded.says("(\\w+) BAD .*ENABLE.*\r\n", "* ENABLED CONDSTORE\r\n$1 OK for you\r\n"),
                "States.NOTHING_IS_ENABLED_BEFORE_A_LOGIN"),
        SAYS_NO_FOR_BAD(
                Reworded.says("(?m)^(\\w+) BAD ", "$1 NO "),
                "AuthenticateCommand.AN_ASTERISK_ENDS_THE_EXCHANGE",
                "AuthenticateCommand.WHAT_IS_NO_BASE64_ENDS_THE_EXCHANGE",
                "ImplicitPort.AN_ASTERISK_ENDS_THE_EXCHANGE ImplicitPort.WHAT_IS_NO_BASE64_ENDS_THE_EXCHANGE",
                "ImplicitPort.REFUSES_STARTTLS_WITH_AN_ARGUMENT"),
        SAYS_BAD_FOR_NO(
                Reworded.says("(?m)^(\\w+) NO ", "$1 BAD "), "AuthenticateCommand.AN_UNKNOWN_MECHANISM_IS_REFUSED"),
        SAYS_NO_FOR_OK(Reworded.says("(?m)^(b) OK ", "$1 NO "), "AuthenticateCommand.PLAIN_IS_TAKEN_OVER_TLS"),
        KNOWS_NO_LITERALS(
                Reworded.hears(" \\{\\d+\\+?}\r\n", "\r\n"),
                "Literals.STARTTLS_WITH_A_LITERAL_IS_ONE_COMMAND Literals.AN_UNKNOWN_COMMAND_HAS_ITS_LITERAL_TOO",
                "Literals.STARTTLS_IN_A_LITERAL_IS_DATA Literals.STARTTLS_IN_A_LITERAL_IS_DATA_OVER_TLS",
                "ImplicitPort.STARTTLS_IN_A_LITERAL_IS_DATA"),
        KEEPS_CLEARTEXT(
                right -> new KeepsBufferedCleartext(right, "STARTTLS"),
                "MultipleCommands.NOTHING_BEHIND_STARTTLS_IS_ANSWERED ExtraData.A_PIPELINED_LOGIN_IS_FORGOTTEN",
                "ExtraData.AN_APPEND_DOES_NOT_SWALLOW_WHAT_COMES ExtraData.AN_EXCHANGE_DOES_NOT_SWALLOW_WHAT_COMES",
                "ExtraData.A_LOGOUT_ENDS_NOTHING ExtraData.AN_ANSWER_OF_HTTP_IS_NOT_MADE"),
        OBEYS_ONE_COMMAND_IN_A_SEGMENT(
                Reworded.hears("(?s)^(.*?\r\n).*", "$1"),
                "MultipleCommands.ALL_BEFORE_STARTTLS_IS_ANSWERED_IN_CLEAR",
                "MultipleCommands.MANY_COMMANDS_COME_IN_ONE_RECORD ImplicitPort.MANY_COMMANDS_COME_IN_ONE_RECORD"),
        LISTS_WHAT_FAILS(
                Reworded.hears("b STARTTLS\r\n", "b STARTTLS now\r\n"),
                "CapabilityCommand.LISTS_STARTTLS_ONLY_IF_IT_WORKS"),
        GREETS_AGAIN(GreetsAgain::new, "MultipleCommands.ALL_BEFORE_STARTTLS_IS_ANSWERED_IN_CLEAR"),
        LISTS_NOTHING(
                Reworded.says("\\* CAPABILITY .*\r\n", ""),
                "CapabilityCommand.ANSWERS_WITH_ITS_LIST CapabilityCommand.ANSWERS_WITH_ITS_LIST_OVER_TLS",
                "ImplicitPort.ANSWERS_WITH_ITS_LIST"),
        OFFERS_NO_PLAIN(Reworded.says(" AUTH=PLAIN", ""), "CapabilityCommand.OFFERS_PLAIN_OVER_TLS"),
        HIDES_LOGINDISABLED(
                Reworded.says(" LOGINDISABLED", ""), "CapabilityCommand.LISTS_LOGINDISABLED_WHERE_A_LOGIN_IS_REFUSED"),
        OFFERS_TOO_MUCH(
                Reworded.says(" LOGINDISABLED", " LOGINDISABLED AUTH=LOGIN AUTH=SCRAM-SHA-256-PLUS"),
                "CapabilityCommand.LISTS_NO_LOGIN_MECHANISM_IN_CLEAR",
                "CapabilityCommand.LISTS_NO_CHANNEL_BINDING_IN_CLEAR"),
        LISTS_STARTTLS_FOR_EVER(
                Reworded.says(" IDLE", " IDLE STARTTLS"), "CapabilityCommand.LISTS_NO_STARTTLS_AFTER_A_LOGIN"),
        REMEMBERS_THE_CLIENT(RemembersTheClient::new, "IdCommand.WHAT_WAS_SAID_IN_CLEAR_HAS_NO_TRACE_OVER_TLS"),
        SAYS_NO_BYE(
                Reworded.says("\\* BYE .*\r\n", ""),
                "LogoutCommand.SAYS_BYE_IN_CLEAR LogoutCommand.SAYS_BYE_OVER_TLS",
                "MultipleCommands.MANY_COMMANDS_COME_IN_ONE_RECORD"),
        STAYS(
                Reworded.hears("(\\w+) LOGOUT", "$1 NOOP"),
                "LogoutCommand.ENDS_TLS_BEFORE_THE_CONNECTION LogoutCommand.TAKES_STARTTLS_WITH_IT"),
        GOES_ON_IN_CLEAR(
                GoesOnInClear::new, "FailedHandshake.A_LOGIN_IS_NO_HANDSHAKE FailedHandshake.STARTTLS_IS_NO_HANDSHAKE"),
        FILLS_UP(FillsUp::new, "AppendCommand.HALF_A_MESSAGE_IS_NOT_STORED"),
        OBEYS_IN_A_MESSAGE(
                Reworded.hears("e STARTTLS\r\n", "0123456789\r\ne STARTTLS\r\n"), "AppendCommand.STARTTLS_IS_CONTENT"),
        OBEYS_IN_IDLE(
                Reworded.hears("(?s)^(\\w+ STARTTLS\r\n)DONE", "DONE\r\n$1"),
                "IdleCommand.STARTTLS_ENDS_IT_AND_IS_NOT_OBEYED");

        private final UnaryOperator<Endpoint> fault;
        private final Set<String> cases;

        Mutant(UnaryOperator<Endpoint> fault, String... cases) {
            this.fault = fault;
            this.cases = Arrays.stream(String.join(" ", cases).split(" "))
                    .map(name -> "imap." + name)
                    .collect(toSet());
        }
    }

    /** What our server does not have, and what this harness's TLS, which is Java's, does right without us. */
    private static final Set<String> NOT_TO_BE_MUTATED = Set.of(
            "imap.UnauthenticateCommand.TLS_STAYS",
            "imap.IdleCommand.STARTTLS_IN_CLEAR_ENDS_IT_AND_IS_NOT_OBEYED",
            "imap.AuthenticateCommand.CLEARTEXT_IS_NO_RESPONSE",
            "imap.FailedHandshake.CLEARTEXT_BETWEEN_RECORDS_ENDS_IT",
            "imap.AppendCommand.CLEARTEXT_DOES_NOT_COMPLETE_A_MESSAGE",
            "imap.ImplicitPort.A_COMMAND_IN_CLEAR_IS_NO_HANDSHAKE",
            "imap.ImplicitPort.STARTTLS_IN_CLEAR_IS_NO_HANDSHAKE",
            "imap.ImplicitPort.CLEARTEXT_BETWEEN_RECORDS_ENDS_IT");

    /** Sections that {@link MutantsTest} has mutants for. */
    private static final Set<String> OTHERS = Set.of("StartTlsCommand", "LoginCommand", "ImplicitTls");

    private static final TestIdentity AUTHORITY = TestIdentity.authority();
    private static final TestIdentity SERVER = AUTHORITY.signs("localhost");

    @ParameterizedTest
    @EnumSource
    void aMutantIsCaughtByItsCases(Mutant mutant) throws IOException {
        List<Result> results = examine(mutant, mutant.fault);

        assertEquals(mutant.cases, caught(results), told(results));
    }

    @ParameterizedTest
    @EnumSource
    void withoutItsFaultItIsNot(Mutant mutant) throws IOException {
        List<Result> results = examine(mutant, right -> right);

        assertEquals(Set.of(), caught(results), told(results));
    }

    @Test
    void noCaseIsWithoutAMutant() {
        Set<String> caught = Arrays.stream(Mutant.values())
                .flatMap(mutant -> mutant.cases.stream())
                .collect(toSet());

        assertEquals(
                NOT_TO_BE_MUTATED,
                Cases.suite().cases().stream()
                        .map(Case::id)
                        .filter(ImapMutantsTest::isWritten)
                        .filter(id -> !OTHERS.contains(id.split("\\.")[1]) && !caught.contains(id))
                        .collect(toSet()));
    }

    /** The generated cases have four words in their names. */
    private static boolean isWritten(String id) {
        return id.startsWith("imap.") && id.split("\\.").length == 3;
    }

    private static List<Result> examine(Mutant mutant, UnaryOperator<Endpoint> fault) throws IOException {
        List<Case> cases = Cases.suite().cases().stream()
                .filter(test -> mutant.cases.contains(test.id()))
                .toList();
        var results = new ArrayList<Result>();
        for (Mode mode : Mode.values()) {
            List<Case> there =
                    cases.stream().filter(test -> test.mode() == mode).toList();
            if (!there.isEmpty()) {
                results.addAll(examine(mode, there, fault));
            }
        }
        return results;
    }

    private static List<Result> examine(Mode mode, List<Case> cases, UnaryOperator<Endpoint> fault) throws IOException {
        var store = new MemoryMailStore(1 << 20, Set.of());
        store.addAccount("alice");
        var house = new MailServer("localhost", new Accounts().add("alice", "secret"), store, Limits.DEFAULT);
        boolean implicit = mode == Mode.IMPLICIT;
        var protocol = Imap.server(house, implicit ? ListenerPolicy.IMPLICIT : ListenerPolicy.STARTTLS_REQUIRED);
        try (var server = new MutantServer(protocol, fault, SERVER.contextTrusting(AUTHORITY), mode)) {
            Target target = Target.parse(
                    (implicit ? "imaps" : "imap") + "://localhost:" + server.port(),
                    Trust.in(List.of(AUTHORITY.certificate())),
                    Optional.of(new Account("alice", "secret")),
                    Duration.ofSeconds(3));
            return Examination.of(target, Profile.STRICT, Catalogue.load(), 1).run(cases, result -> {});
        }
    }

    private static Set<String> caught(List<Result> results) {
        return results.stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .map(result -> result.test().id())
                .collect(toSet());
    }

    private static String told(List<Result> results) {
        return results.stream()
                .map(result -> result.verdict() + " " + result.test().id() + ": " + result.reason())
                .collect(joining("\n", "\n", "\n"));
    }
}
