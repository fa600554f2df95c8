using System.Collections.Frozen;

namespace Agon.Portal.Accounts;

/// <summary>
/// The words of which the passwords are made that leak most often: in lists of leaked passwords of ten characters and more they stand
/// alone, twice, in pairs, and with digits and signs around them. Written plainly; <see cref="ObviousPasswords"/> undoes disguises.
/// </summary>
internal static class CommonWords
{
    private const string List = """
        password passwort passwd pass contrasena motdepasse senha parola wachtwoord haslo heslo salasana geheim geheimnis secret secrets letmein
        letme welcome willkommen bienvenue bienvenido hello hallo bonjour hola access login logon signin account administrator admin root
        system server computer internet default guest user username test testing tester temp temporary changeme change changeit please
        master manager service support office company business student teacher school university universitaet college professor research
        science laboratory library institute department faculty academy education competition challenge leaderboard machine learning data
        dataset model neural python java linux windows ubuntu debian google facebook instagram twitter youtube amazon apple microsoft samsung
        android iphone nokia minecraft fortnite roblox pokemon pikachu naruto starwars matrix batman superman spiderman ironman avengers
        qwerty qwertz azerty qwert asdf asdfgh zxcvb zxcvbn abc abcd abcde abcdef abcdefg abcabc qaz wsx qazwsx
        iloveyou ilove loveyou loveme love lover lovely liebe amour amor teamo tequiero jetaime mylove truelove forever together baby babygirl
        babyboy honey sweet sweetheart sweetie darling angel angels princess prince queen king kingdom princesa prinzessin beautiful sexy
        sunshine sunny moonlight starlight rainbow summer winter spring autumn fall january february march april may june july august
        september october november december monday tuesday wednesday thursday friday saturday sunday birthday holiday christmas easter
        football baseball basketball soccer hockey tennis golf cricket rugby volleyball swimming running cycling fussball futbol futebol
        arsenal chelsea liverpool manchester united barcelona realmadrid juventus milan bayern dortmund schalke benfica porto ajax celtic
        rangers yankees lakers cowboys eagles steelers packers patriots tigers lions bears
        dragon monkey tiger lion panda koala bear wolf fox horse pony unicorn dolphin shark eagle falcon phoenix butterfly cat kitty kitten dog
        doggy puppy bunny rabbit mouse hamster turtle snake spider chicken elephant buddy max bella lucky rocky charlie daisy molly toby
        michael jordan jennifer jessica ashley amanda daniel andrew matthew joshua christopher anthony robert william thomas richard nicholas
        alexander alexandra alex andrea anna maria martin michelle nicole patrick peter philipp sebastian stefan stefanie sandra sarah sabrina
        laura julia katharina christian benjamin david florian jonathan samantha elizabeth victoria vanessa natalie melissa kimberly
        chocolate cookie cookies candy sugar coffee banana orange apples cherry strawberry lemon pepper cheese pizza burger whiskey vodka beer
        flower flowers rose diamond silver gold golden purple yellow green blue red black white pink orchid jasmine lavender
        freedom liberty peace happy happiness smile lucky luck destiny hope faith heaven paradise jesus jesuschrist christ god godisgood
        godbless blessed blessing church bible allah bismillah buddha
        family mother father mama papa mommy daddy sister brother grandma children familia familie friend friends bestfriend
        trustno trust nothing something everything whatever anything nobody somebody unknown mypassword thisismypassword nopassword
        yourpassword newpassword oldpassword passphrase security secure private hacker hacked killer ninja samurai warrior soldier hunter
        shadow ghost darkness vampire zombie demon devil satan monster slayer assassin sniper commando player gamer winner champion legend
        hero heroes wizard magic merlin gandalf hogwarts harrypotter voldemort hermione frodo skywalker vader yoda
        music guitar piano drums metallica nirvana slipknot eminem rapper dance dancer dancing singer rockstar
        america american canada england london paris france germany deutschland berlin hamburg muenchen italia espana brasil mexico argentina
        colombia india pakistan indonesia philippines china japan tokyo korea russia moscow ukraine poland polska turkey istanbul australia
        newyork california texas florida chicago boston dallas hawaii
        ferrari porsche mercedes lamborghini mustang corvette camaro honda toyota yamaha suzuki kawasaki harley davidson
        money dollar rich million millionaire bitcoin crypto
        correcthorsebatterystaple agon codalab codabench kaggle
        one two three four five six seven eight nine ten onetwothree onetwo first second my the is a i am you me we our your this that
        """;

    /// <summary>Each of them.</summary>
    public static readonly FrozenSet<string> All = List.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the text is at most so many of the words, one after another.</summary>
    public static bool Make(ReadOnlySpan<char> text, int atMost)
    {
        if (text.IsEmpty)
        {
            return true;
        }

        var words = All.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = text.Length; length > 0 && atMost > 0; length--)
        {
            if (words.Contains(text[..length]) && Make(text[length..], atMost - 1))
            {
                return true;
            }
        }

        return false;
    }
}
