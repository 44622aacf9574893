package mailtls.conformance.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.peer.Mode;

/** A client of POP3 that reads the first mail. */
final class ScriptedPop3 extends ScriptedClient {

    private static final Pattern TIMESTAMP = Pattern.compile("<.+@.+>");

    ScriptedPop3(Flaw flaw, Mode mode) {
        super(flaw, mode);
    }

    @Override
    void talk(Session session) throws IOException {
        String greeting = is(Flaw.WAITS_FOR_NO_GREETING) && isImplicit() ? "+OK" : session.line();
        if (!greeting.startsWith("+OK")) {
            throw new IOException("not welcome");
        }
        Optional<List<String>> list = Optional.empty();
        if (!isImplicit()) {
            if (is(Flaw.LOGS_IN_BEFORE_TLS)) {
                session.say("USER " + session.invitation().user());
                session.line();
            }
            list = capa(session);
            upgrade(session, list, greeting);
        }
        if (session.isOverTls() && !is(Flaw.KEEPS_THE_LIST)) {
            Optional<List<String>> before = is(Flaw.KEEPS_THE_LIST_IF_THERE_IS_NO_OTHER) ? list : Optional.empty();
            list = capa(session).or(() -> before);
        }
        if (is(Flaw.NEEDS_A_LIST) && list.isEmpty()) {
            throw new IOException("no list");
        }
        logIn(session, list.orElse(List.of("USER")));
        readMail(session);
        if (!is(Flaw.TAKES_A_PART_FOR_THE_WHOLE)) {
            session.say("QUIT");
            session.line();
        }
    }

    private void upgrade(Session session, Optional<List<String>> list, String greeting) throws IOException {
        boolean listed = list.isPresent() && list.get().contains("STLS");
        if (!listed && (is(Flaw.GOES_ON_IF_NOT_LISTED) || session.doesWithout())
                || list.isEmpty() && is(Flaw.GOES_ON_WITHOUT_A_LIST)) {
            return;
        }
        if (!listed && is(Flaw.SENDS_A_DIGEST_IN_CLEAR)) {
            apop(session, greeting);
        }
        session.say(is(Flaw.TALKS_ON_BEHIND_STARTTLS) ? "STLS\r\nCAPA" : "STLS");
        String answer;
        try {
            answer = session.line();
        } catch (IOException gone) {
            throw is(Flaw.IS_CLEAR_ON_THE_SECOND_CONNECTION) ? new NoTls("gone") : gone;
        }
        boolean yes = is(Flaw.TAKES_ANYTHING_FOR_YES) ? answer.contains("+") || answer.contains("OK") : isOk(answer);
        if (yes) {
            if (!is(Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD)) {
                session.tls();
            }
            return;
        }
        if (!is(Flaw.GOES_ON_IF_REFUSED)) {
            if (is(Flaw.SENDS_A_DIGEST_IN_CLEAR)) {
                apop(session, greeting);
            }
            if (is(Flaw.RESETS_BEFORE_IT_GIVES_UP)) {
                session.say("RSET");
            }
            throw new IOException("STLS refused");
        }
    }

    private static boolean isOk(String answer) {
        return answer.equals("+OK") || answer.startsWith("+OK ");
    }

    private void apop(Session session, String greeting) throws IOException {
        Matcher stamp = TIMESTAMP.matcher(greeting);
        if (stamp.find()) {
            try {
                byte[] digest = MessageDigest.getInstance("MD5")
                        .digest((stamp.group() + session.invitation().password()).getBytes(StandardCharsets.UTF_8));
                session.say("APOP " + session.invitation().user() + " "
                        + HexFormat.of().formatHex(digest));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private Optional<List<String>> capa(Session session) throws IOException {
        session.say("CAPA");
        if (!isOk(session.line())) {
            return Optional.empty();
        }
        return Optional.of(words(multiLine(session)));
    }

    private List<String> multiLine(Session session) throws IOException {
        var lines = new ArrayList<String>();
        try {
            for (String line = session.line(); !line.equals("."); line = session.line()) {
                lines.add(line);
            }
        } catch (IOException cutOff) {
            if (!is(Flaw.TAKES_A_PART_FOR_THE_WHOLE)) {
                throw cutOff;
            }
        }
        return lines;
    }

    private void logIn(Session session, List<String> list) throws IOException {
        if (is(Flaw.ASKS_FOR_TLS_AGAIN) && list.contains("STLS") && session.isOverTls()) {
            session.say("STLS");
            session.line();
        }
        if (!list.contains("USER") && list.contains("SASL") || is(Flaw.KEEPS_THE_LIST) && list.contains("SASL")) {
            String plain = "\0" + session.invitation().user() + "\0"
                    + session.invitation().password();
            session.say("AUTH PLAIN "
                    + java.util.Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
            require(session.line());
            return;
        }
        session.say("USER " + session.invitation().user());
        boolean waits = !list.contains("PIPELINING") && !is(Flaw.SENDS_THE_PASSWORD_TO_NOBODY);
        if (waits) {
            require(session.line());
        }
        session.say("PASS " + session.invitation().password());
        if (!waits) {
            require(session.line());
        }
        require(session.line());
    }

    private static void require(String answer) throws IOException {
        if (!isOk(answer)) {
            throw new IOException("refused: " + answer);
        }
    }

    private void readMail(Session session) throws IOException {
        session.say("RETR 1");
        try {
            require(session.line());
        } catch (EOFException cutOff) {
            if (!is(Flaw.TAKES_A_PART_FOR_THE_WHOLE)) {
                throw cutOff;
            }
        }
        multiLine(session);
    }
}
