package mailtls.conformance.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.conformance.peer.Mode;

/** A client of SMTP that logs in and sends a mail. */
final class ScriptedSmtp extends ScriptedClient {

    private static final Pattern PLACE = Pattern.compile("@([0-9.]+):(\\d+)>");

    private List<String> list = List.of();
    private boolean knowsEhlo;

    ScriptedSmtp(Flaw flaw, Mode mode) {
        super(flaw, mode);
    }

    /** A reply: the code and what is behind it, line by line. */
    private record Reply(int code, List<String> lines) {}

    @Override
    void talk(Session session) throws IOException {
        if (!(is(Flaw.WAITS_FOR_NO_GREETING) && isImplicit()) && !is(Flaw.TALKS_FIRST)) {
            int code = reply(session).code();
            if (code != 220 && !is(Flaw.TAKES_ANYTHING_FOR_YES)) {
                throw new IOException("not welcome");
            }
        }
        hello(session);
        if (is(Flaw.TALKS_FIRST)) {
            reply(session);
        }
        if (!isImplicit()) {
            if (is(Flaw.LOGS_IN_BEFORE_TLS)) {
                command(session, "AUTH PLAIN " + plain(session));
            }
            upgrade(session);
            if (session.isOverTls() && !is(Flaw.KEEPS_THE_LIST)) {
                hello(session);
            }
        }
        if (is(Flaw.ASKS_FOR_TLS_AGAIN) && session.isOverTls() && list.contains("STARTTLS")) {
            command(session, "STARTTLS");
        }
        if (session.isOverTls()) {
            list = remembered(session).orElse(list);
            keep(session, list);
        }
        logIn(session);
        send(session);
    }

    private void hello(Session session) throws IOException {
        Reply reply = command(session, "EHLO client.example");
        knowsEhlo = reply.code() == 250;
        if (knowsEhlo || !is(Flaw.KEEPS_THE_LIST_IF_THERE_IS_NO_OTHER)) {
            list = new ArrayList<>(words(reply.lines().subList(1, reply.lines().size())));
        }
        if (!knowsEhlo) {
            int code = command(session, "HELO client.example").code();
            if (code != 250 && !is(Flaw.TAKES_ANYTHING_FOR_YES)) {
                throw new IOException("not welcome");
            }
        }
    }

    private void upgrade(Session session) throws IOException {
        boolean listed =
                list.stream().anyMatch(is(Flaw.COMPARES_LETTERS) ? "STARTTLS"::equals : "STARTTLS"::equalsIgnoreCase);
        if (is(Flaw.COMPARES_LETTERS) && !listed) {
            throw new IOException("no STARTTLS");
        }
        boolean without = is(Flaw.GOES_ON_IF_NOT_LISTED) || session.doesWithout();
        if (!listed && without || !knowsEhlo && is(Flaw.GOES_ON_WITHOUT_A_LIST)) {
            return;
        }
        if (is(Flaw.TAKES_A_STRAY_REPLY) && session.hasMore()) {
            reply(session);
            return;
        }
        Reply reply;
        try {
            reply = command(session, startTls());
        } catch (IOException gone) {
            throw is(Flaw.IS_CLEAR_ON_THE_SECOND_CONNECTION) ? new NoTls("gone") : gone;
        }
        if (is(Flaw.STUMBLES_OVER_WORDS) && reply.lines().get(0).startsWith("550")) {
            throw new IOException("never");
        }
        if (is(Flaw.STUMBLES_OVER_LONG_REPLIES) && reply.lines().size() > 1) {
            throw new IOException("too long");
        }
        boolean yes = reply.code() == 220 || is(Flaw.TAKES_ANYTHING_FOR_YES);
        if (yes
                && !is(Flaw.NEEDS_NO_TLS_AFTER_THE_GO_AHEAD)
                && !(is(Flaw.TAKES_ANYTHING_FOR_YES) && reply.code() != 220)) {
            session.tls();
        } else if (!yes && !is(Flaw.GOES_ON_IF_REFUSED)) {
            refused(session);
        }
    }

    private String startTls() {
        if (is(Flaw.ADDS_AN_ARGUMENT)) {
            return "STARTTLS now";
        }
        return is(Flaw.TALKS_ON_BEHIND_STARTTLS) ? "STARTTLS\r\nEHLO x" : "STARTTLS";
    }

    private void refused(Session session) throws IOException {
        if (is(Flaw.SENDS_A_DIGEST_IN_CLEAR) && list.contains("CRAM-MD5")) {
            session.say("AUTH CRAM-MD5");
        }
        throw new IOException("STARTTLS refused");
    }

    private void logIn(Session session) throws IOException {
        if (list.contains("PLAIN")) {
            require(command(session, "AUTH PLAIN " + plain(session)), 235);
        } else if (list.contains("LOGIN")) {
            require(command(session, "AUTH LOGIN"), 334);
            require(command(session, base64(session.invitation().user())), 334);
            require(command(session, base64(session.invitation().password())), 235);
        } else if (list.contains("AUTH")) {
            throw new IOException("no mechanism");
        }
    }

    private static String plain(Session session) {
        return base64(
                "\0" + session.invitation().user() + "\0" + session.invitation().password());
    }

    private static String base64(String words) {
        return Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8));
    }

    private void send(Session session) throws IOException {
        require(command(session, "MAIL FROM:<" + session.invitation().user() + "@example.org>"), 250);
        Reply taken = command(session, "RCPT TO:<" + session.invitation().user() + "@localhost>");
        follow(taken);
        require(taken, 250);
        require(command(session, "DATA"), 354);
        session.say("Subject: a mail\r\n\r\n" + session.invitation().token() + "\r\n.");
        require(reply(session), 250);
        command(session, "QUIT");
    }

    private void follow(Reply reply) throws IOException {
        Matcher place = PLACE.matcher(String.join(" ", reply.lines()));
        if (is(Flaw.FOLLOWS_REFERRALS) && place.find()) {
            try (var elsewhere = new java.net.Socket(place.group(1), Integer.parseInt(place.group(2)))) {
                elsewhere.getInputStream().read();
            }
        }
    }

    private static void require(Reply reply, int code) throws IOException {
        if (reply.code() != code) {
            throw new IOException("refused: " + reply.code());
        }
    }

    private Reply command(Session session, String command) throws IOException {
        session.say(command);
        return reply(session);
    }

    private Reply reply(Session session) throws IOException {
        var lines = new ArrayList<String>();
        while (true) {
            String line = session.line();
            if (!line.matches("\\d{3}([ -].*)?")) {
                throw new IOException("no reply: " + line);
            }
            if (!lines.isEmpty() && !lines.get(0).startsWith(line.substring(0, 3))) {
                throw new IOException("two codes in one reply");
            }
            lines.add(line);
            boolean last = line.length() == 3 || line.charAt(3) == ' ';
            if (last || is(Flaw.TAKES_THE_FIRST_LINE) && !line.startsWith("250")) {
                int code = Integer.parseInt(line.substring(0, 3));
                return new Reply(
                        code,
                        lines.stream()
                                .map(one -> one.substring(Math.min(4, one.length())))
                                .toList());
            }
        }
    }
}
