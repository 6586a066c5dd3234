extension DoctorScript {
    /// A script of netlab's own.
    static let english = DoctorScript(
        greeting: "Good day, I am the doctor. What is on your mind?",
        farewell: "Goodbye. I enjoyed our talk.",
        silence: ["I am listening.", "Take your time.", "You need not say anything, but you may."],
        fallback: [
            "Tell me more about that.",
            "Go on, I am with you.",
            "What is it about that which stays with you?",
            "How do you feel when you say so?",
            "Could you put it another way?",
        ],
        goodbyes: ["bye", "goodbye", "good bye", "quit", "exit", "adios", "so long"],
        substitutions: [
            "i'm": "i am", "im": "i am", "i've": "i have", "i'll": "i will", "i'd": "i would",
            "you're": "you are", "youre": "you are", "you've": "you have", "you'll": "you will", "it's": "it is",
            "dont": "don't", "cant": "can't", "cannot": "can't", "wont": "won't",
            "mum": "mother", "mom": "mother", "mama": "mother", "dad": "father", "papa": "father",
            "certainly": "yes", "yeah": "yes", "yep": "yes", "nope": "no", "maybe": "perhaps",
        ],
        reflections: [
            "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are",
            "you": "I", "your": "my", "yours": "mine", "yourself": "myself", "was": "were",
        ],
        families: [
            "relative": [
                "mother", "father", "sister", "brother", "wife", "husband", "son", "daughter", "children", "parents",
                "family", "aunt", "uncle", "cousin", "grandmother", "grandfather",
            ],
            "low": ["sad", "unhappy", "depressed", "lonely", "afraid", "tired", "sick", "angry", "worried", "ashamed"],
            "high": ["happy", "glad", "better", "proud", "calm", "delighted", "free"],
            "wish": ["want", "need", "wish", "crave", "desire"],
            "belief": ["think", "believe", "feel", "suppose", "guess"],
        ],
        entries: people + feelings + questions + smallTalk
    )

    private static let people: [Entry] = [
        Entry(
            "my",
            rank: 2,
            rules: [
                "* my * @relative *": [
                    "How do you get on with your $3?", "When did you last see your $3?", "Are you like your $3?",
                ],
                "* my +": [
                    "Tell me more of your $2.", "What would change without your $2?", "Who else knows of your $2?",
                ],
            ],
            memories: [
                "* my +": [
                    "A while ago it was your $2. Is that settled?", "I still wonder about your $2.",
                    "And your $2, where does that fit in?",
                ]
            ]
        ),
        Entry(
            "mother",
            "father",
            "sister",
            "brother",
            "wife",
            "husband",
            "son",
            "daughter",
            "parents",
            "family",
            rank: 1,
            rules: ["*": ["What was it like at home?", "Whom of them would you call first with good news?"]]
        ),
        Entry(
            "everyone",
            "everybody",
            "nobody",
            "noone",
            rank: 3,
            rules: [
                "*": [
                    "Have you asked many, or does it only seem so?",
                    "Could it be that you mean somebody in particular?",
                ]
            ]
        ),
        Entry(
            "always",
            "never",
            rank: 1,
            rules: [
                "*": ["Tell me about the last time.", "How often this year?", "What would an exception look like?"]
            ]
        ),
    ]

    private static let feelings: [Entry] = [
        Entry(
            "i",
            rules: [
                "* i @wish +": [
                    "What stands between you and $3?", "And once you had $3, what then?",
                    "Since when do you $2 $3?",
                ],
                "* i am * @low *": [
                    "It is hard to be $3. When did it begin?", "Who knows that you are $3?",
                    "What do you do when you are $3?",
                ],
                "* i am * @high *": ["May it last. What helps you to stay $3?", "Who is $3 with you?"],
                "* i am +": [
                    "Since when are you $2?", "Would your friends say that you are $2?",
                    "What would you be if you were not $2?",
                ],
                "* i @belief * i +": ["How sure are you that you $4?", "What speaks for it?"],
                "* i @belief +": ["Who taught you to $2 $3?", "And what do others $2?"],
                "* i can't +": ["Where do you get stuck when you try to $2?", "What if somebody helped you to $2?"],
                "* i don't +": ["Is it that you could not, or would not, $2?", "Did you $2 once?"],
                "* i + you *": [
                    "Would it be awkward if I said the same?", "How long have you known that you $2 me?",
                ],
                "* i +": [
                    "And what happens when you $2?", "Who else knows that you $2?", "What led to it that you $2?",
                ],
            ]
        ),
        Entry(
            "dream",
            "dreamed",
            "dreamt",
            "dreams",
            rank: 4,
            rules: [
                "* i dreamed|dreamt +": ["What did you feel as you dreamed $3?", "How did it end?"],
                "*": ["What stays with you of that dream?", "Whom do you meet there?", "Did you wake up from it?"],
            ]
        ),
        Entry(
            "remember",
            rank: 5,
            rules: [
                "* i * remember +": [
                    "What made $3 come back just now?", "How clear is it, after all that time?",
                    "Is there something around $3 that you would rather forget?",
                ],
                "* do you remember +": ["Remind me of $2.", "What about $2 should I keep in mind?"],
                "*": ["=what"],
            ]
        ),
        Entry("if", rank: 3, rules: ["* if +": ["How would you notice that $2?", "What changes for you if $2?"]]),
        Entry("perhaps", rules: ["*": ["What would make you certain?", "On which side would you bet?"]]),
        Entry(
            "because",
            rank: 1,
            rules: ["*": ["Would you accept that reason from a friend?", "And what is behind that?"]]
        ),
        Entry("sorry", rank: 1, rules: ["*": ["There is nothing to forgive.", "To whom else do you say that?"]]),
    ]

    private static let questions: [Entry] = [
        Entry(
            "what",
            rules: [
                "*": [
                    "What answer would please you?", "I would rather hear your own answer.",
                    "What made you think of that question?", "Suppose nobody knew. What then?",
                ]
            ]
        ),
        Entry("who", "when", "where", "how", rules: ["*": ["=what"]]),
        Entry(
            "why",
            rules: [
                "* why don't you +": ["Should I $2?", "What if I did $2?"],
                "* why can't i +": ["When did you last try to $2?", "Who says that you can't $2?"],
                "*": ["=what"],
            ]
        ),
        Entry(
            "can",
            rules: [
                "* can you +": [
                    "What would it help if I could $2?", "Ask me that again when we know each other better.",
                ],
                "* can i +": ["Who would mind?", "What do you need in order to $2?"],
                "*": ["=what"],
            ]
        ),
        Entry(
            "are",
            rules: [
                "* are you +": ["What would it tell you if I were $2?", "Guess: am I $2?"],
                "* are *": ["How did you find that out?", "Was it ever otherwise?"],
            ]
        ),
        Entry(
            "you",
            rules: [
                "* you are +": ["Am I? Who else is $2?", "And if I were $2, what about you?"],
                "* you + me *": ["When did I first $2 you?", "How is it for you that I $2 you?"],
                "* you +": ["Enough of me. What about you?", "Say I $2. How does that touch you?"],
            ]
        ),
        Entry(
            "your",
            rank: 1,
            rules: ["* your +": ["My $2 can wait. And yours?", "What is it about my $2 that interests you?"]]
        ),
    ]

    private static let smallTalk: [Entry] = [
        Entry("hello", "hi", "hey", rules: ["*": ["Hello. What shall we talk about?", "Hello again. Do go on."]]),
        Entry(
            "yes",
            rules: ["*": ["That was quick.", "Then that is clear. What follows from it?", "Good. Go on from there."]]
        ),
        Entry("no", rules: ["*": ["What speaks against it?", "Is that firm?", "To what, then, would you say yes?"]]),
        Entry(
            "name",
            rank: 15,
            rules: ["*": ["Call it what you like.", "Who it was matters less than what happened."]]
        ),
        Entry(
            "computer",
            "computers",
            "machine",
            "machines",
            "program",
            "server",
            "network",
            rank: 50,
            rules: [
                "*": [
                    "Is it easier to talk about machines than about yourself?",
                    "What would a machine understand of this?", "I run on one myself. Does that bother you?",
                ]
            ]
        ),
        Entry("alike", "same", rank: 10, rules: ["*": ["What have they in common?", "And where do they differ?"]]),
    ]
}
