package mailtls.wire;

import java.time.Duration;

/**
 * Every bound that a peer can run into, in one place. Each has a reason to exist: without it a peer decides how much memory or
 * time it costs us.
 *
 * @param connections open at once, on all listeners together
 * @param line octets in a command line without its CRLF (RFC 5321 section 4.5.3.1.4 asks for 510, RFC 4954 section 4 for
 *     12,286 in an AUTH exchange, RFC 7162 section 4 for 8,190 in IMAP)
 * @param contentLine octets in a line of message content (RFC 5321 section 4.5.3.1.6 asks for 998)
 * @param literal octets in one IMAP command, its literals together, before the client is authenticated and for all but APPEND
 * @param message octets in one message
 * @param recipients forward-paths of one message (RFC 5321 section 4.5.3.1.8 asks for 100)
 * @param mistakes how many commands that are not understood or not allowed a connection may send
 * @param failedLogins how many wrong passwords a connection may send
 * @param output octets of replies that may wait for a peer that does not read; no further command is answered meanwhile
 * @param handshake time for TLS, from the connection or from the go-ahead until the handshake is done
 * @param login time from the connection until the peer is authenticated, where it has to be
 * @param idle time in which nothing arrives (RFC 9051 section 5.4 asks for 30 minutes, RFC 1939 section 3 for 10, RFC 5321
 *     section 4.5.3.2.7 for 5)
 * @param linger time to wait for the peer's end of the connection after ours
 */
public record Limits(
        int connections,
        int line,
        int contentLine,
        int literal,
        int message,
        int recipients,
        int mistakes,
        int failedLogins,
        int output,
        Duration handshake,
        Duration login,
        Duration idle,
        Duration linger) {

    /** What the protocols ask for at least, and room for what real clients do. */
    public static final Limits DEFAULT = new Limits(
            20_000,
            12_288,
            65_536,
            65_536,
            50 << 20,
            1_000,
            20,
            3,
            256 << 10,
            Duration.ofSeconds(30),
            Duration.ofMinutes(3),
            Duration.ofMinutes(30),
            Duration.ofSeconds(2));

    public Limits {
        for (int count :
                new int[] {connections, line, contentLine, literal, message, recipients, mistakes, failedLogins, output
                }) {
            if (count < 1) {
                throw new IllegalArgumentException("a limit of " + count + " lets nothing through");
            }
        }
        for (Duration time : new Duration[] {handshake, login, idle, linger}) {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("a limit of " + time + " leaves no time");
            }
        }
    }

    /** Returns these limits with another number of connections. */
    public Limits withConnections(int count) {
        return new Limits(
                count,
                line,
                contentLine,
                literal,
                message,
                recipients,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with another length for command lines. */
    public Limits withLine(int octets) {
        return new Limits(
                connections,
                octets,
                contentLine,
                literal,
                message,
                recipients,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with another length for lines of content. */
    public Limits withContentLine(int octets) {
        return new Limits(
                connections,
                line,
                octets,
                literal,
                message,
                recipients,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with another size for literals outside APPEND. */
    public Limits withLiteral(int octets) {
        return new Limits(
                connections,
                line,
                contentLine,
                octets,
                message,
                recipients,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with another size for messages. */
    public Limits withMessage(int octets) {
        return new Limits(
                connections,
                line,
                contentLine,
                literal,
                octets,
                recipients,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with another number of recipients. */
    public Limits withRecipients(int count) {
        return new Limits(
                connections,
                line,
                contentLine,
                literal,
                message,
                count,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with other numbers of mistakes and of wrong passwords. */
    public Limits withMistakes(int commands, int logins) {
        return new Limits(
                connections,
                line,
                contentLine,
                literal,
                message,
                recipients,
                commands,
                logins,
                output,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with another amount of replies that may wait. */
    public Limits withOutput(int octets) {
        return new Limits(
                connections,
                line,
                contentLine,
                literal,
                message,
                recipients,
                mistakes,
                failedLogins,
                octets,
                handshake,
                login,
                idle,
                linger);
    }

    /** Returns these limits with other times. */
    public Limits withTimes(Duration handshake, Duration login, Duration idle, Duration linger) {
        return new Limits(
                connections,
                line,
                contentLine,
                literal,
                message,
                recipients,
                mistakes,
                failedLogins,
                output,
                handshake,
                login,
                idle,
                linger);
    }
}
