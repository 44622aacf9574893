package mailtls.imap;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mailtls.wire.Ascii;

/** Days and times as IMAP writes them (RFC 9051 section 9, date and date-time) and as mail does. */
final class Dates {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Pattern DAY = Pattern.compile("([0-9]{1,2})-([A-Za-z]{3})-([0-9]{4})");
    private static final Pattern TIME = Pattern.compile(
            " ?([0-9]{1,2}-[A-Za-z]{3}-[0-9]{4}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})");
    private static final Pattern DAY_OF_FIELD =
            Pattern.compile("\\b([0-9]{1,2})[ \t]+([A-Za-z]{3})[ \t]+([0-9]{4})\\b");

    private static final DateTimeFormatter PRINTED =
            DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH);

    private Dates() {}

    /** Reads a day: 1-Feb-1994. */
    static LocalDate readDay(CommandReader in) throws SyntaxFault {
        return day(DAY.matcher(in.astring())).orElseThrow(() -> new SyntaxFault("expected a date"));
    }

    /** Reads a moment: " 1-Feb-1994 21:52:25 -0800". */
    static Instant readTime(CommandReader in) throws SyntaxFault {
        return time(in.string()).orElseThrow(() -> new SyntaxFault("expected a date and a time"));
    }

    private static Optional<Instant> time(String text) {
        Matcher found = TIME.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        return day(DAY.matcher(found.group(1))).flatMap(day -> at(day, found));
    }

    private static Optional<Instant> at(LocalDate day, Matcher time) {
        int sign = time.group(5).equals("-") ? -1 : 1;
        try {
            var clock = LocalTime.of(number(time, 2), number(time, 3), number(time, 4));
            var offset = ZoneOffset.ofHoursMinutes(sign * number(time, 6), sign * number(time, 7));
            return Optional.of(OffsetDateTime.of(day, clock, offset).toInstant());
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    /** Returns the day that a Date field names, as it is written: whoever wrote it knew its own time zone. */
    static Optional<LocalDate> dayOfField(String date) {
        Matcher found = DAY_OF_FIELD.matcher(date);
        return found.find() ? dayOf(found) : Optional.empty();
    }

    /** Returns the day of a moment in UTC. */
    static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    static String print(Instant moment) {
        return PRINTED.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static Optional<LocalDate> day(Matcher found) {
        return found.matches() ? dayOf(found) : Optional.empty();
    }

    private static Optional<LocalDate> dayOf(Matcher found) {
        int month = MONTHS.indexOf(Ascii.lower(found.group(2))) + 1;
        try {
            return Optional.of(LocalDate.of(number(found, 3), month, number(found, 1)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
